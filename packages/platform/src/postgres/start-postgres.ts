/**
 * The embedded PostgreSQL: real server binaries from an npm package, run by us on a folder. Survives `kill -9` of
 * this process at any moment: the next start stops what was left running and replays the log.
 * Read next: init-cluster.ts, launch-server.ts, create-databases.ts.
 */
import { join, resolve } from 'node:path'
import { usableBinaries } from './binaries.ts'
import { clusterFolder } from './cluster-folder.ts'
import { ensureCluster, superuser } from './init-cluster.ts'
import { launchServer } from './launch-server.ts'
import { takeLauncherLock } from './launcher-lock.ts'
import { stopOrphan, stopServer } from './server-process.ts'
import { unprivilegedAccount } from './unprivileged-user.ts'

export interface PostgresOptions {
  /** The cluster goes to `postgres/` in it, its key to `keys/postgres.json`. */
  readonly stateFolder: string
  /** On 127.0.0.1; any free port when omitted. */
  readonly port?: number
  /** Nothing is flushed to disk: several times faster, and lost when the machine crashes. */
  readonly testing?: boolean
}

/** A running server. Dispose or stop it; when this process ends on its own, it goes too. */
export interface Postgres extends AsyncDisposable {
  readonly port: number
  /** For creating databases and roles only, never for a service. */
  readonly adminUrl: string
  /** Settles once the server process is gone, whoever ended it. */
  readonly ended: Promise<void>
  /** Ends all sessions, writes everything to disk and waits for the end of the process. */
  stop(): Promise<void>
}

/** Makes the cluster when there is none. Throws a `PostgresError` with a code. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { testing = false, port = null } = options
  const account = unprivilegedAccount()
  const folder = clusterFolder(options.stateFolder, account)
  const keyFile = join(resolve(options.stateFolder), 'keys', 'postgres.json')
  const lock = takeLauncherLock(folder)
  try {
    await stopOrphan(join(folder, 'data'))
    const { initdb, postgres } = usableBinaries(account, folder)
    const password = await ensureCluster({ initdb, account, folder, keyFile, testing })
    const server = await launchServer({ postgres, account, folder, port, testing })
    const adminUrl = `postgresql://${superuser}:${password}@127.0.0.1:${server.port}/postgres`
    return supervise(server, adminUrl, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

function supervise(
  server: Awaited<ReturnType<typeof launchServer>>,
  adminUrl: string,
  lock: ReturnType<typeof takeLauncherLock>,
): Postgres {
  const stopAtExit = () => server.process.kill('SIGINT')
  const ended = server.ended.then(() => {
    process.off('exit', stopAtExit)
    lock.release()
  })
  process.once('exit', stopAtExit)
  // A server that somebody forgot to stop must not keep this process alive.
  server.process.unref()
  const stop = async () => {
    if (server.process.exitCode !== null || server.process.signalCode !== null) return ended
    server.process.ref()
    await stopServer(server.pid)
    await ended
  }
  return { port: server.port, adminUrl, ended, stop, [Symbol.asyncDispose]: stop }
}
