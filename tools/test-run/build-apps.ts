/** Playwright's set-up: both apps are built once, before stories that run side by side would build them twice. */
import { buildApps } from '@nornos/platform'

export default async function setUp(): Promise<void> {
  await buildApps(() => undefined)
}
