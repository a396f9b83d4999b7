/** Makes a cluster, whole or not at all: under a draft name until complete, with its password on disk before. */
import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explainFailure } from './explain-failure.ts'
import { PostgresError } from './postgres-error.ts'
import { makePassword, readSecrets, syncFolder, writeSecrets } from './secret-file.ts'
import { serverEnvironment } from './server-settings.ts'
import { type Account, asAccount } from './unprivileged-user.ts'

/** Creates databases and roles; no service ever signs in as it. */
export const superuser = 'nornos_superuser'

export interface ClusterPlan {
  readonly initdb: string
  readonly account: Account | null
  /** Holds `data/`. */
  readonly folder: string
  readonly keyFile: string
  readonly testing: boolean
}

/** The superuser's password of the cluster that exists afterwards. */
export async function ensureCluster(plan: ClusterPlan): Promise<string> {
  const known = readSecrets(plan.keyFile)?.[superuser]
  if (existsSync(join(plan.folder, 'data'))) {
    if (known !== undefined) return known
    throw new PostgresError('key-missing', `${plan.keyFile} is missing: it holds the key of ${plan.folder}.`)
  }
  const password = known ?? makePassword()
  if (known === undefined) writeSecrets(plan.keyFile, { [superuser]: password })
  await initCluster(plan, password)
  return password
}

async function initCluster(
  { initdb, account, folder, testing }: ClusterPlan,
  password: string,
): Promise<void> {
  const draft = join(folder, 'data.draft')
  const passwordFile = join(folder, 'password.draft')
  rmSync(draft, { recursive: true, force: true })
  rmSync(passwordFile, { force: true })
  try {
    mkdirSync(draft, { mode: 0o700 })
    writeFileSync(passwordFile, password, { mode: 0o600 })
    for (const path of [draft, passwordFile]) if (account) chownSync(path, account.uid, account.gid)
    const { code, output } = await run(initdb, initArguments(draft, passwordFile, testing), account)
    if (code !== 0) throw explainFailure({ output, folder, port: null })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(draft, join(folder, 'data'))
  syncFolder(folder)
}

/** The built-in C.UTF-8 sorts the same on every system and in every version of its libraries. */
function initArguments(dataFolder: string, passwordFile: string, testing: boolean): readonly string[] {
  return [
    `--pgdata=${dataFolder}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--data-checksums',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(testing ? ['--no-sync'] : []),
  ]
}

function run(program: string, args: readonly string[], account: Account | null) {
  return new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const child = spawn(program, args, {
      ...asAccount(account),
      env: serverEnvironment,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let output = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}
