/** Stopping a PostgreSQL server by process id: our own child, or the orphan of a launcher that was killed. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { PostgresError } from './postgres-error.ts'
import { commandOf } from './processes.ts'

const pollMs = 20
const fastStopMs = 30_000
const immediateStopMs = 10_000

/** What the server itself notes in postmaster.pid. */
export interface ServerNote {
  readonly pid: number
  readonly ready: boolean
}

export function readServerNote(dataFolder: string): ServerNote | null {
  const lines = textOf(join(dataFolder, 'postmaster.pid')).split('\n')
  const pid = Number(lines[0])
  return Number.isInteger(pid) && pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : null
}

/** Stops a server that still runs on this data although its launcher is gone. */
export async function stopOrphan(dataFolder: string): Promise<void> {
  const note = readServerNote(dataFolder)
  if (note === null) return
  if (commandOf(note.pid)?.includes(dataFolder)) return stopServer(note.pid)
  // The number may by now belong to another program, or to a dead server that nobody has reaped: PostgreSQL would
  // take either for a running server. That no backend is left it finds out by itself, from its shared memory.
  rmSync(join(dataFolder, 'postmaster.pid'), { force: true })
}

/** SIGINT ends sessions and writes a checkpoint; SIGQUIT leaves the rest to the log at the next start. */
export async function stopServer(pid: number): Promise<void> {
  if (await signalled(pid, 'SIGINT', fastStopMs)) return
  if (await signalled(pid, 'SIGQUIT', immediateStopMs)) return
  throw new PostgresError('stop-failed', `The PostgreSQL server, process ${pid}, does not stop.`)
}

async function signalled(pid: number, signal: NodeJS.Signals, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs
  try {
    process.kill(pid, signal)
  } catch {
    return true
  }
  while (commandOf(pid) !== null) {
    if (performance.now() > deadline) return false
    await wait(pollMs)
  }
  return true
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
