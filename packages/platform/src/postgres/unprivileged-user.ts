/** PostgreSQL refuses to run as root: the account it runs under instead, and what that account can reach. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { PostgresError } from './postgres-error.ts'

const candidates = ['nornos', 'postgres', 'nobody']

/** What to hand to `spawn`; null when we are not root and run under our own account. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

export function unprivilegedAccount(): Account | null {
  if (process.getuid?.() !== 0) return null
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of candidates) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid !== undefined && gid !== undefined) return { name, uid: Number(uid), gid: Number(gid) }
  }
  throw new PostgresError(
    'no-unprivileged-user',
    `PostgreSQL does not run as root, and this machine has none of the users ${candidates.join(', ')}.`,
  )
}

/** Whether the account gets into the folder: any parent may be closed to it, as /root is. */
export function canEnter(folder: string, account: Account | null): boolean {
  if (account === null) return true
  const tried = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    ...asAccount(account),
    stdio: 'ignore',
  })
  return tried.status === 0
}

/** Spawn options that run a program as the account, from a folder that everyone can enter. */
export function asAccount(account: Account | null): { uid?: number; gid?: number; cwd: string } {
  return account === null ? { cwd: '/' } : { uid: account.uid, gid: account.gid, cwd: '/' }
}
