/** Debian's PostgreSQL 15, the oldest that is supported, and PgBouncer in transaction mode before it. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { unprivilegedAccount } from '../../postgres/unprivileged-user.ts'
import { ensurePrograms } from './debian-programs.ts'
import { freePorts, ServerParts, untilReady } from './server-parts.ts'

const bin = '/usr/lib/postgresql/15/bin'
export const postgresqlPrograms = [`${bin}/initdb`, `${bin}/postgres`]
export const pgbouncerPrograms = [...postgresqlPrograms, '/usr/sbin/pgbouncer']
const user = 'nornos_admin'

export interface PostgresqlServer extends AsyncDisposable {
  /** Of the superuser, for the database `postgres`. */
  readonly adminUrl: string
}

export interface PgbouncerServer extends PostgresqlServer {
  /** As `adminUrl`, through PgBouncer. Every database and every role of the server is reached in the same way. */
  readonly pooledUrl: string
}

export async function startPostgresql(): Promise<PostgresqlServer> {
  ensurePrograms(['postgresql-15'], postgresqlPrograms)
  await using parts = new ServerParts('postgresql', unprivilegedAccount())
  const adminUrl = await startDatabase(parts)
  return { adminUrl, ...parts.handOver() }
}

export async function startPgbouncer(): Promise<PgbouncerServer> {
  ensurePrograms(['postgresql-15', 'pgbouncer'], pgbouncerPrograms)
  await using parts = new ServerParts('pgbouncer', unprivilegedAccount())
  const adminUrl = await startDatabase(parts)
  const [port = 0] = await freePorts(1)
  const file = join(parts.folder, 'pgbouncer.ini')
  writeFileSync(join(parts.folder, 'users.txt'), `"${user}" ""\n`, { mode: 0o644 })
  writeFileSync(file, settings(parts.folder, new URL(adminUrl).port, port), { mode: 0o644 })
  parts.start('/usr/sbin/pgbouncer', ['-q', file])
  const pooled = new URL(adminUrl)
  pooled.port = String(port)
  await untilReady('pgbouncer', () => answers(pooled.href))
  return { adminUrl, pooledUrl: pooled.href, ...parts.handOver() }
}

async function startDatabase(parts: ServerParts): Promise<string> {
  const data = join(parts.folder, 'data')
  parts.run(`${bin}/initdb`, [
    '-D',
    data,
    '-U',
    user,
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ])
  const [port = 0] = await freePorts(1)
  const options = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    password_encryption: 'scram-sha-256',
  }
  const words = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  parts.start(`${bin}/postgres`, ['-D', data, '-p', String(port), ...words])
  const adminUrl = `postgres://${user}@127.0.0.1:${port}/postgres`
  await untilReady('postgresql', () => existsSync(join(data, 'postmaster.pid')) && answers(adminUrl))
  return adminUrl
}

function settings(folder: string, databasePort: string, port: number): string {
  return [
    '[databases]',
    `* = host=127.0.0.1 port=${databasePort}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    // The database behind asks for no password either; roles that a test makes are looked up there.
    'auth_type = trust',
    `auth_file = ${join(folder, 'users.txt')}`,
    `auth_user = ${user}`,
    "auth_query = select usename, coalesce(passwd, '') from pg_shadow where usename = $1",
    'pool_mode = transaction',
    'max_client_conn = 2000',
    'default_pool_size = 15',
    'server_reset_query =',
    'ignore_startup_parameters = extra_float_digits,options',
    '',
  ].join('\n')
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url })
  // A server that is still starting closes the connection after it opened it.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query('select 1')).rowCount === 1
  } finally {
    await client.end().catch(() => undefined)
  }
}
