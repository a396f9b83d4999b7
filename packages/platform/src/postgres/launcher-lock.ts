/** One launcher per cluster. The lock names its process, so a launcher killed at any moment locks nobody out. */
import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PostgresError } from './postgres-error.ts'
import { startOf } from './processes.ts'

export interface LauncherLock {
  release(): void
}

/** Throws `state-in-use`, naming the process, when a living launcher holds the folder. */
export function takeLauncherLock(folder: string): LauncherLock {
  const file = lockFileOf(folder)
  const mine = `${file}.${randomUUID()}`
  writeFileSync(mine, JSON.stringify({ pid: process.pid, start: startOf(process.pid) }))
  try {
    while (!linked(mine, file)) setAsideWhenAbandoned(file, folder)
  } finally {
    rmSync(mine, { force: true })
  }
  return { release: () => rmSync(file, { force: true }) }
}

/** Whether a launcher holds the cluster in this folder, held it when it was killed, or none has left a lock. */
export function launcherOf(folder: string): 'alive' | 'dead' | 'none' {
  const held = textOf(lockFileOf(folder))
  if (held === '') return 'none'
  return livingHolder(held) === null ? 'dead' : 'alive'
}

function lockFileOf(folder: string): string {
  return join(folder, 'launcher.json')
}

/** A link appears with its content at once: nobody reads a lock that is still empty. */
function linked(mine: string, file: string): boolean {
  try {
    linkSync(mine, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function setAsideWhenAbandoned(file: string, folder: string): void {
  const held = textOf(file)
  const holder = livingHolder(held)
  if (holder !== null) {
    throw new PostgresError('state-in-use', `The database in ${folder} is already run by process ${holder}.`)
  }
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
    // Between our look and our move a faster launcher may have taken the lock: then it gets it back.
    if (textOf(aside) !== held) linkSync(aside, file)
  } catch {
    // Someone else moved it; the next attempt sees what is there.
  } finally {
    rmSync(aside, { force: true })
  }
}

function livingHolder(held: string): number | null {
  if (held === '') return null
  const { pid, start }: { pid: number; start: string | null } = JSON.parse(held)
  return startOf(pid) === start ? pid : null
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
