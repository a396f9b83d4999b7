/** What the test servers are made of: a scratch folder, free ports, processes that end with the test. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Account, asAccount } from '../../postgres/unprivileged-user.ts'

const readyMs = 90_000
const stopMs = 5_000

/** Collects what a server consists of; disposing ends it all, last made first. */
export class ServerParts implements AsyncDisposable {
  readonly folder: string
  readonly #parts = new AsyncDisposableStack()
  readonly #account: Account | null

  /** `account`: whose the folder is and under whom its processes run; null: our own. */
  constructor(name: string, account: Account | null = null) {
    this.#account = account
    this.folder = mkdtempSync(join(tmpdir(), `nornos-server-${name}-`))
    chmodSync(this.folder, 0o700)
    if (account) chownSync(this.folder, account.uid, account.gid)
    this.#parts.defer(() => rm(this.folder, { recursive: true, force: true }))
  }

  /** Starts a program that stays in the foreground. Ends with this process at the latest. */
  start(program: string, words: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    const child = spawn(program, words, {
      ...asAccount(this.#account),
      cwd: this.folder,
      env: { ...process.env, ...env },
      stdio: 'ignore',
    })
    const kill = () => child.kill('SIGKILL')
    process.once('exit', kill)
    this.#parts.defer(async () => {
      process.removeListener('exit', kill)
      await stop(child)
    })
    return child
  }

  /** Runs a program to its end; throws with what it said when it fails. */
  run(program: string, words: readonly string[], env: Readonly<Record<string, string>> = {}): string {
    const { status, stderr, stdout } = spawnSync(program, words, {
      ...asAccount(this.#account),
      cwd: this.folder,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      timeout: readyMs,
    })
    if (status !== 0) throw new Error(`${program} ${words.join(' ')} failed: ${stderr}${stdout}`)
    return stdout
  }

  /** Hands everything over to whoever asked for the server. */
  handOver(): AsyncDisposable {
    const all = this.#parts.move()
    return { [Symbol.asyncDispose]: () => all.disposeAsync() }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.disposeAsync()
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), stopMs)
  await ended
  clearTimeout(patience)
}

/** Asks until the answer is true; throws when it takes too long. */
export async function untilReady(what: string, isReady: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = performance.now() + readyMs; performance.now() < end; await pause(100)) {
    if (await Promise.resolve(isReady()).catch(() => false)) return
  }
  throw new Error(`${what} was not ready in ${readyMs / 1_000} s`)
}

/** Different ports that nobody listens on, all held until all are known. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => {
    const address = server.address()
    return address !== null && typeof address !== 'string' ? address.port : 0
  })
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports
}
