/** Builds the apps into folders for any static host, and serves them locally. Used by builds, `npm start` and e2e only. */
export type { AppBuild } from './app-build.ts'
export { type BuiltApp, buildApp } from './build-app.ts'
export { bundleWorkers } from './bundle-workers.ts'
export { type Deployment, writeDeployment } from './deployment.ts'
export { type FirstLoad, firstLoadOf } from './first-load.ts'
export { type HeaderSettings, headersFor } from './headers.ts'
export type { Release } from './release.ts'
export { type ServedApp, type ServeSettings, serveApp } from './serve-app.ts'
