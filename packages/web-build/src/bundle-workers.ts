/**
 * Workers as single files with stable names. Turbopack's own worker entry reads its setup from the address, which is
 * lost when a service worker answers, and it calls importScripts, which Trusted Types refuse.
 */
import { join } from 'node:path'
import { build } from 'esbuild'
import type { AppBuild } from './app-build.ts'
import { browserTargets } from './browser-targets.ts'

/** Writes `outFolder/workers/<name>.js` for each worker. @throws with esbuild's messages. */
export async function bundleWorkers(app: AppBuild, outFolder: string): Promise<void> {
  const entries = Object.entries(app.workers).map(([name, path]) => [name, join(app.appFolder, path)])
  if (entries.length === 0) return
  await build({
    entryPoints: Object.fromEntries(entries),
    outdir: join(outFolder, 'workers'),
    bundle: true,
    format: 'esm',
    target: browserTargets,
    minify: true,
    legalComments: 'none',
    conditions: ['import', 'browser', 'default'],
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
    absWorkingDir: app.appFolder,
  })
}
