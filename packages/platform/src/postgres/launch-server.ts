/** Starts the server process on a cluster and waits until it takes connections, or says why it does not. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { explainFailure, isStillEnding } from './explain-failure.ts'
import { PostgresError } from './postgres-error.ts'
import { readServerNote, stopServer } from './server-process.ts'
import { serverArguments, serverEnvironment } from './server-settings.ts'
import { type Account, asAccount } from './unprivileged-user.ts'

const pollMs = 10
const retryMs = 200
const attemptsMax = 25
const logBytesMax = 10_000_000
// Replaying the log after a crash takes as long as it takes; this only bounds a server that hangs.
const readyWithinMs = 300_000

export interface LaunchPlan {
  readonly postgres: string
  readonly account: Account | null
  /** Holds `data/` and the log. */
  readonly folder: string
  /** Null takes any free port. */
  readonly port: number | null
  readonly testing: boolean
}

export interface RunningServer {
  readonly port: number
  readonly process: ChildProcess
  readonly pid: number
  /** Settles once the process is gone. */
  readonly ended: Promise<void>
}

/** Throws a `PostgresError`. Tries again only where a moment changes the answer. */
export async function launchServer(plan: LaunchPlan): Promise<RunningServer> {
  for (let attempt = 1; ; attempt++) {
    const port = plan.port ?? (await freePort())
    const outcome = await attemptLaunch(plan, port)
    if ('process' in outcome) return outcome
    const failure = explainFailure({ output: outcome.output, folder: plan.folder, port })
    const passing = isStillEnding(outcome.output) || (plan.port === null && failure.code === 'port-taken')
    if (!passing || attempt === attemptsMax) throw failure
    await wait(retryMs)
  }
}

async function attemptLaunch(plan: LaunchPlan, port: number): Promise<RunningServer | { output: string }> {
  const dataFolder = join(plan.folder, 'data')
  const log = openLog(join(plan.folder, 'postgres.log'))
  const child = spawn(plan.postgres, serverArguments(dataFolder, port, plan.testing), {
    ...asAccount(plan.account),
    env: serverEnvironment,
    stdio: ['ignore', log.handle, log.handle],
    // Its own process group: Ctrl-C must reach us alone, or the database would go before the services do.
    detached: true,
  })
  closeSync(log.handle)
  const ended = new Promise<void>((settle) => child.once('exit', () => settle()))
  const spawned = await Promise.race([once(child, 'spawn').then(() => null), once(child, 'error')])
  if (spawned !== null || child.pid === undefined) {
    throw new PostgresError('start-failed', `${plan.postgres} cannot be run.`, { cause: spawned?.[0] })
  }
  const ready = await becomesReady(child, child.pid, dataFolder)
  return ready ? { port, process: child, pid: child.pid, ended } : { output: log.readNew() }
}

/** False when the server ended instead. */
async function becomesReady(child: ChildProcess, pid: number, dataFolder: string): Promise<boolean> {
  const deadline = performance.now() + readyWithinMs
  while (child.exitCode === null && child.signalCode === null) {
    const note = readServerNote(dataFolder)
    if (note?.pid === pid && note.ready) return true
    if (performance.now() > deadline) {
      await stopServer(pid)
      throw new PostgresError('start-failed', `The database was not ready after ${readyWithinMs / 1000} s.`)
    }
    await wait(pollMs)
  }
  return false
}

/** A file, not a pipe: the server must be able to write on when we are gone. One earlier file is kept. */
function openLog(file: string) {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > logBytesMax) renameSync(file, `${file}.1`)
  const handle = openSync(file, 'a', 0o600)
  const from = fstatSync(handle).size
  return { handle, readNew: () => readFileSync(file).subarray(from).toString('utf8') }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string')
    throw new PostgresError('start-failed', 'No free port.')
  return address.port
}
