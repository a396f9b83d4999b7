/**
 * One app from sources to a folder that any static host can serve under the strict policy of headers.ts:
 * Next export → workers → no inline script → page rules → service worker → hashes. Skipped when nothing changed.
 */
import { execFile } from 'node:child_process'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { AppBuild } from './app-build.ts'
import { bundleServiceWorker } from './bundle-service-worker.ts'
import { bundleWorkers } from './bundle-workers.ts'
import { externaliseScripts } from './externalise-scripts.ts'
import { listFiles } from './files.ts'
import { inputHash } from './input-hash.ts'
import { pageFaults } from './page-faults.ts'
import { writeRelease } from './release.ts'
import { TRUSTED_TYPES_PATH, trustedTypesPolicy } from './trusted-types.ts'

export interface BuiltApp {
  readonly outFolder: string
  /** False when the sources were unchanged and the last build was kept. */
  readonly isFresh: boolean
  /** Hash of everything that went in; the same hash gives the same files. */
  readonly buildId: string
}

/** Builds an app. @throws with the compiler's output, or with the list of faults, when the result may not be served. */
export async function buildApp(build: AppBuild): Promise<BuiltApp> {
  const outFolder = join(build.appFolder, 'out')
  const stamp = join(build.appFolder, '.next', 'nornos-build-id')
  const buildId = await inputHash(build.appFolder)
  if ((await readOr(stamp)) === buildId && (await readOr(join(outFolder, 'release.json'))) !== null) {
    return { outFolder, isFresh: false, buildId }
  }
  await rm(stamp, { force: true })
  await exportPages(build.appFolder)
  await bundleWorkers(build, outFolder)
  await copyPackageFiles(build, outFolder)
  await removeSources(outFolder)
  await makePagesStrict(outFolder)
  if (build.serviceWorker) await bundleServiceWorker(build.appFolder, outFolder)
  await writeRelease(outFolder, build.name, buildId)
  await writeFile(stamp, buildId)
  return { outFolder, isFresh: true, buildId }
}

/** The environment is given whole, so that nothing of the machine can end up in a page. */
async function exportPages(appFolder: string): Promise<void> {
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
  await rm(join(appFolder, 'out'), { recursive: true, force: true })
  try {
    await promisify(execFile)(process.execPath, [next, 'build'], {
      cwd: appFolder,
      env: {
        HOME: homedir(),
        PATH: dirname(process.execPath),
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
      },
      maxBuffer: 64 * 1024 * 1024,
    })
  } catch (cause) {
    throw new Error(`next build failed in ${appFolder}\n${outputOf(cause)}`, { cause })
  }
}

async function copyPackageFiles({ appFolder, packageFiles }: AppBuild, outFolder: string): Promise<void> {
  const require = createRequire(join(appFolder, 'package.json'))
  for (const [path, file] of Object.entries(packageFiles)) {
    await mkdir(dirname(join(outFolder, path)), { recursive: true })
    await copyFile(require.resolve(file), join(outFolder, path))
  }
}

/** Turbopack copies the TypeScript of workers that it found into the export; nobody asks for it. */
async function removeSources(outFolder: string): Promise<void> {
  const sources = (await listFiles(outFolder)).filter((path) => /\.tsx?$/.test(path))
  await Promise.all(sources.map((path) => rm(join(outFolder, path))))
}

async function makePagesStrict(outFolder: string): Promise<void> {
  const scripts = new Map([[TRUSTED_TYPES_PATH, trustedTypesPolicy]])
  const faults: string[] = []
  for (const path of (await listFiles(outFolder)).filter((name) => name.endsWith('.html'))) {
    const page = externaliseScripts(await readFile(join(outFolder, path), 'utf8'))
    for (const [name, text] of page.scripts) scripts.set(name, text)
    faults.push(...pageFaults(page.html).map((fault) => `${path}: ${fault}`))
    await writeFile(join(outFolder, path), page.html)
  }
  if (faults.length > 0) throw new Error(`pages that the policy would break:\n${faults.join('\n')}`)
  await mkdir(dirname(join(outFolder, TRUSTED_TYPES_PATH)), { recursive: true })
  await Promise.all([...scripts].map(([path, text]) => writeFile(join(outFolder, path), text)))
}

async function readOr(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null)
}

/** What the compiler printed, which `execFile` hangs on its error. */
function outputOf(cause: unknown): string {
  const { stdout, stderr }: { stdout?: unknown; stderr?: unknown } = Object(cause)
  return [stdout, stderr].filter((text) => typeof text === 'string').join('\n')
}
