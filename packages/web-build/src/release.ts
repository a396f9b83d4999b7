/**
 * `release.json`: the SHA-256 of every file of a build. Builds are reproducible, so anyone can compare what a host
 * serves with what the repository gives.
 */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listFiles } from './files.ts'

/** Written for one deployment or by this step itself. */
const notReleased = new Set(['release.json', '_headers', 'config.json'])

export interface Release {
  readonly name: string
  readonly buildId: string
  /** Path → lower-case hex. */
  readonly files: Readonly<Record<string, string>>
}

export async function writeRelease(outFolder: string, name: string, buildId: string): Promise<Release> {
  const paths = (await listFiles(outFolder)).filter((path) => !notReleased.has(path))
  const hashes = await Promise.all(
    paths.map(async (path) => [path, sha256(await readFile(join(outFolder, path)))] as const),
  )
  const release: Release = { name, buildId, files: Object.fromEntries(hashes) }
  await writeFile(join(outFolder, 'release.json'), `${JSON.stringify(release, null, 2)}\n`)
  return release
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
