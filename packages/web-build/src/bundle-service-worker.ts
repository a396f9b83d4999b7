/** The service worker: ours bundled to one file, with the list of everything that works offline written into it. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { injectManifest } from '@serwist/build'
import { build } from 'esbuild'
import { browserTargets } from './browser-targets.ts'

const MIB = 1024 * 1024

/** Fonts of other scripts are fetched when a page needs them; what belongs to one deployment is never kept. */
const notKept = [
  '**/*{latin-ext,latin_ext,cyrillic,greek,vietnamese}*',
  'sw.js',
  '_headers',
  'config.json',
  'release.json',
  '**/*.map',
]

/** Writes `out/sw.js`. @throws when a file that must work offline is too large to keep. */
export async function bundleServiceWorker(appFolder: string, outFolder: string): Promise<void> {
  const bundled = join(appFolder, '.next', 'sw.js')
  await build({
    entryPoints: [fileURLToPath(new URL('./service-worker.ts', import.meta.url))],
    outfile: bundled,
    bundle: true,
    format: 'iife',
    target: browserTargets,
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  })
  const { warnings } = await injectManifest({
    swSrc: bundled,
    swDest: join(outFolder, 'sw.js'),
    globDirectory: outFolder,
    globPatterns: ['**/*.{html,txt,js,css,woff2,wasm,svg,png,webmanifest}'],
    globIgnores: notKept,
    maximumFileSizeToCacheInBytes: 8 * MIB,
    dontCacheBustURLsMatching: /_next\/static\/(chunks|media)\//,
  })
  await rm(bundled)
  if (warnings.length > 0) throw new Error(`the service worker is incomplete:\n${warnings.join('\n')}`)
}
