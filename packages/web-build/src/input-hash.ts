/**
 * One hash over everything that a build of an app reads: its sources, those of the workspaces it depends on, the lock
 * file and this build itself. It is also Next's build id, so equal sources give equal files on every machine.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listFiles } from './files.ts'

const repository = fileURLToPath(new URL('../../../', import.meta.url))

/** 32 hex digits. @throws when a workspace that the app names does not exist. */
export async function inputHash(appFolder: string): Promise<string> {
  const folders = [appFolder, ...(await workspaceFolders(appFolder, new Set()))]
  const hash = createHash('sha256')
  hash.update(await readFile(join(repository, 'package-lock.json')))
  for (const folder of folders.sort()) {
    for (const path of (await sources(folder)).sort()) {
      hash.update(`\0${folder.slice(repository.length)}/${path}\0`)
      hash.update(await readFile(join(folder, path)))
    }
  }
  return hash.digest('hex').slice(0, 32)
}

async function workspaceFolders(folder: string, seen: Set<string>): Promise<string[]> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  for (const name of workspaceNames(manifest)) {
    const target = join(repository, 'packages', name)
    if (seen.has(target)) continue
    seen.add(target)
    await workspaceFolders(target, seen)
  }
  return [...seen]
}

/** The `@nornos/…` dependencies of a package, without the prefix. */
export function workspaceNames(manifest: unknown): string[] {
  const { dependencies = {} }: { dependencies?: object } = Object(manifest)
  return Object.keys(dependencies)
    .filter((name) => name.startsWith('@nornos/'))
    .map((name) => name.slice('@nornos/'.length))
}

/** What a build reads of a workspace: not its tests, not what builds leave behind. */
async function sources(folder: string): Promise<string[]> {
  const inside = async (name: string) =>
    (await listFiles(join(folder, name)).catch(() => [])).map((path) => `${name}/${path}`)
  const top = ['package.json', 'next.config.ts', 'postcss.config.mjs', 'build.ts', 'tsconfig.json']
  const present = await Promise.all(
    top.map((name) =>
      readFile(join(folder, name)).then(
        () => name,
        () => null,
      ),
    ),
  )
  const nested = [...(await inside('src')), ...(await inside('public'))]
  return [...present.filter((name) => name !== null), ...nested.filter((path) => !path.includes('.test.'))]
}
