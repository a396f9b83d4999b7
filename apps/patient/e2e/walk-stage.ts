/** The stage of the walk through every screen: a person with a full vault. */
import type { TestPlatform } from '@nornos/platform/testing'
import type { StoryApp } from './story-app.ts'
import { walkEntries } from './walk-entries.ts'
import { walkFiles } from './walk-files.ts'
import { type FullVault, fillVault, writeEntries } from './walk-person.ts'

export interface WalkStage extends AsyncDisposable {
  readonly platform: TestPlatform
  readonly url: string
  readonly vault: FullVault
}

export async function openWalkStage({ platform, url }: StoryApp): Promise<WalkStage> {
  const now = Date.now()
  const vault = await fillVault(platform, 'Astrid Lunde', walkFiles(now))
  await writeEntries(vault.device, walkEntries(now))
  await vault.device.syncNow()
  return { platform, url, vault, [Symbol.asyncDispose]: async () => vault.device.close() }
}
