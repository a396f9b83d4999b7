/** How the patient app is built: `node apps/patient/build.ts`, or `buildApp(patientBuild)` from a tool. */
import { type AppBuild, buildApp } from '@nornos/web-build'

export const patientBuild: AppBuild = {
  appFolder: import.meta.dirname,
  name: 'patient',
  workers: { device: 'src/keys/device.worker.ts' },
  serviceWorker: true,
}

if (import.meta.main) await buildApp(patientBuild)
