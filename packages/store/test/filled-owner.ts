/** A person whose vault holds twenty days of heart rate, in step with the services. */
import type { TestPlatform } from '@nornos/platform/testing'
import { appleFile } from './health-files.ts'
import { importWhole, makeOwner, type VaultOwner } from './test-devices.ts'

export async function makeFilledOwner(env: TestPlatform): Promise<VaultOwner> {
  const owner = await makeOwner(env)
  await importWhole(owner.device, appleFile(20).file)
  await owner.device.syncNow()
  return owner
}
