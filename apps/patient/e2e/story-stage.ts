/** The stage of the story: the whole platform, both apps as they are built, one doctor, and a log that can be read. */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { doctorBuild } from '@nornos/doctor-app/build'
import { logTo, type TestPerson, TestPlatform } from '@nornos/platform/testing'
import { buildApp, serveApp } from '@nornos/web-build'
import { patientBuild } from '../build.ts'

export interface Stage extends AsyncDisposable {
  readonly platform: TestPlatform
  readonly patientUrl: string
  readonly doctorUrl: string
  readonly doctor: TestPerson & { readonly granteeId: string }
  /** Every line that any service has logged since the start. */
  readonly logFolder: string
}

export async function openStage(): Promise<Stage> {
  await using opening = new AsyncDisposableStack()
  const logFolder = await mkdtemp(path.join(tmpdir(), 'nornos-story-log-'))
  opening.defer(() => rm(logFolder, { recursive: true, force: true }))
  const log = createWriteStream(path.join(logFolder, 'nornos.log'))
  logTo(log)
  opening.defer(() => {
    // The services of other stories in this process go on.
    logTo(process.stdout)
    log.end()
  })
  const platform = opening.use(await TestPlatform.create())
  const { ports, platformId } = platform.installation
  const served = { apiUrl: platform.publicUrl, platformId }
  const patient = await buildApp(patientBuild)
  const doctor = await buildApp(doctorBuild)
  const patientApp = opening.use(
    await serveApp({ outFolder: patient.outFolder, port: ports.patientApp, ...served }),
  )
  const doctorApp = opening.use(
    await serveApp({ outFolder: doctor.outFolder, port: ports.doctorApp, ...served }),
  )
  const opened = opening.move()
  return {
    platform,
    patientUrl: patientApp.url,
    doctorUrl: doctorApp.url,
    doctor: await platform.makeDoctor('Ingrid Solheim'),
    logFolder,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
