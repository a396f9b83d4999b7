/** A cluster for one run of tests: in a temporary folder, nothing flushed, gone afterwards even when the run was killed. */
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launcherOf } from './launcher-lock.ts'
import { stopOrphan } from './server-process.ts'
import { startPostgres } from './start-postgres.ts'

const prefix = 'nornos-test-'

export interface TestCluster extends AsyncDisposable {
  readonly adminUrl: string
  /** Where `createDatabases` keeps the passwords of this cluster's roles. */
  readonly keyFolder: string
}

/** Cleans up after killed runs first. */
export async function startTestCluster(): Promise<TestCluster> {
  await removeAbandoned()
  const folder = await mkdtemp(join(tmpdir(), prefix))
  await chmod(folder, 0o755)
  const postgres = await startPostgres({ stateFolder: folder, testing: true })
  return {
    adminUrl: postgres.adminUrl,
    keyFolder: join(folder, 'keys'),
    [Symbol.asyncDispose]: async () => {
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A folder without a lock is left alone: another run is making it at this moment. */
async function removeAbandoned(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix))
  for (const name of names) {
    const folder = join(tmpdir(), name)
    if (launcherOf(join(folder, 'postgres')) !== 'dead') continue
    await stopOrphan(join(folder, 'postgres', 'data'))
    await rm(folder, { recursive: true, force: true })
  }
}
