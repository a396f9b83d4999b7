/** The stage of the walk and of the stories of Health: the platform, the app as it is built, a person with a full vault. */
import { TestPlatform } from '@nornos/platform/testing'
import { buildApp, serveApp } from '@nornos/web-build'
import { patientBuild } from '../build.ts'
import { walkEntries } from './walk-entries.ts'
import { walkFiles } from './walk-files.ts'
import { type FullVault, fillVault, writeEntries } from './walk-person.ts'

export interface WalkStage extends AsyncDisposable {
  readonly platform: TestPlatform
  readonly url: string
  readonly vault: FullVault
}

export async function openWalkStage(): Promise<WalkStage> {
  await using opening = new AsyncDisposableStack()
  const platform = opening.use(await TestPlatform.create())
  const { ports, platformId } = platform.installation
  const { outFolder } = await buildApp(patientBuild)
  const served = { outFolder, port: ports.patientApp, apiUrl: platform.publicUrl, platformId }
  const app = opening.use(await serveApp(served))
  const now = Date.now()
  const vault = await fillVault(platform, 'Astrid Lunde', walkFiles(now))
  opening.defer(() => vault.device.close())
  await writeEntries(vault.device, walkEntries(now))
  await vault.device.syncNow()
  const opened = opening.move()
  return { platform, url: app.url, vault, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}
