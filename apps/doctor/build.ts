/** How the doctor app is built: `node apps/doctor/build.ts`, or `buildApp(doctorBuild)` from a tool. */
import { type AppBuild, buildApp } from '@nornos/web-build'

export const doctorBuild: AppBuild = {
  appFolder: import.meta.dirname,
  name: 'doctor',
  workers: {},
  packageFiles: {},
  serviceWorker: false,
}

if (import.meta.main) await buildApp(doctorBuild)
