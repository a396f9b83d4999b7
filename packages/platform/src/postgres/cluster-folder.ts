/**
 * Where the cluster lies: `postgres/` in the state folder. When that is closed to the account PostgreSQL runs under
 * (root's home is), it is a symlink to a folder under /var/lib/nornos, so that the state folder still leads there.
 */
import { randomUUID } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PostgresError } from './postgres-error.ts'
import { type Account, canEnter } from './unprivileged-user.ts'

const systemFolder = '/var/lib/nornos'

/** The real path, created when it is missing. */
export function clusterFolder(stateFolder: string, account: Account | null): string {
  const folder = join(resolve(stateFolder), 'postgres')
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) create(folder, stateFolder, account)
  const real = realOf(folder)
  if (canEnter(real, account)) return real
  throw new PostgresError(
    'state-unreachable',
    `The user ${account?.name} cannot enter ${real}. Move the state folder to a path that is open to it.`,
  )
}

function create(folder: string, stateFolder: string, account: Account | null): void {
  mkdirSync(stateFolder, { recursive: true })
  if (canEnter(stateFolder, account)) {
    makeOpen(folder)
    return
  }
  const elsewhere = join(systemFolder, randomUUID())
  makeOpen(systemFolder)
  makeOpen(elsewhere)
  symlinkSync(elsewhere, folder)
}

/** Others may pass through; what must stay closed is the data folder inside. */
function makeOpen(folder: string): void {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
}

function realOf(folder: string): string {
  try {
    return realpathSync(folder)
  } catch (cause) {
    throw new PostgresError('data-corrupt', `${folder} points to a folder that is gone.`, { cause })
  }
}
