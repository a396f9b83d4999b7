/**
 * One database per service, each with an owner role that migrates it and app roles that own nothing. The passwords
 * lie in one key file per service; nobody else may connect.
 */
import { join } from 'node:path'
import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { scramVerifier } from './scram-verifier.ts'
import { makePassword, readSecrets, writeSecrets } from './secret-file.ts'

export interface DatabasePlan {
  /** Names the key file: `<service>-database.json`. */
  readonly service: string
  readonly database: string
  /** Roles that services run under. The owner `<database>_owner` comes by itself. */
  readonly appRoles: readonly string[]
  /**
   * Roles that own SECURITY DEFINER functions and nothing else: nobody signs in as one, row security binds them, and
   * the owner of the database may hand functions over to them.
   */
  readonly definerRoles?: readonly string[]
}

export interface ServiceDatabase {
  readonly database: string
  readonly ownerUrl: string
  /** By app role. */
  readonly appUrls: Readonly<Record<string, string>>
}

export interface CreateDatabasesOptions {
  readonly adminUrl: string
  readonly keyFolder: string
  readonly databases: readonly DatabasePlan[]
}

// Any number, as long as every process of ours takes the same one.
const creationLock = 4_100_418

/** By service. Safe to repeat and to run twice at once: what exists is kept, what is missing is added. */
export async function createDatabases(
  options: CreateDatabasesOptions,
): Promise<Readonly<Record<string, ServiceDatabase>>> {
  return withClient(options.adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [creationLock])
    await closeSystemDatabases(admin)
    const created: Record<string, ServiceDatabase> = {}
    for (const plan of options.databases) created[plan.service] = await createDatabase(admin, plan, options)
    return created
  })
}

/** The owner role of a database. */
export function ownerOf(database: string): string {
  return `${database}_owner`
}

async function createDatabase(
  admin: Client,
  plan: DatabasePlan,
  { adminUrl, keyFolder }: CreateDatabasesOptions,
): Promise<ServiceDatabase> {
  const { database, appRoles } = plan
  const owner = ownerOf(database)
  const passwords = await ensureRoles(admin, [owner, ...appRoles], keyFileOf(plan, keyFolder))
  for (const role of plan.definerRoles ?? []) await ensureDefinerRole(admin, role, owner)
  const existing = await admin.query('select 1 from pg_database where datname = $1', [database])
  if (existing.rowCount === 0) {
    await admin.query(`create database ${escapeIdentifier(database)} owner ${escapeIdentifier(owner)}`)
  }
  await admin.query(`revoke all on database ${escapeIdentifier(database)} from public`)
  for (const role of appRoles) {
    await admin.query(`grant connect on database ${escapeIdentifier(database)} to ${escapeIdentifier(role)}`)
  }
  await withClient(urlFor(adminUrl, { database }), (inside) =>
    inside.query('revoke create on schema public from public'),
  )
  return waysIn(plan, passwords, adminUrl, database)
}

/** The ways into a copy of a database that `createDatabases` has made: its roles are those of what it was copied from. */
export function copiedDatabase(
  plan: DatabasePlan,
  { adminUrl, keyFolder }: Omit<CreateDatabasesOptions, 'databases'>,
  copy: string,
): ServiceDatabase {
  return waysIn(plan, readSecrets(keyFileOf(plan, keyFolder)) ?? {}, adminUrl, copy)
}

function waysIn(
  plan: DatabasePlan,
  passwords: Readonly<Record<string, string>>,
  adminUrl: string,
  database: string,
): ServiceDatabase {
  const urlOf = (user: string) => urlFor(adminUrl, { database, user, password: passwords[user] ?? '' })
  return {
    database,
    ownerUrl: urlOf(ownerOf(plan.database)),
    appUrls: Object.fromEntries(plan.appRoles.map((role) => [role, urlOf(role)])),
  }
}

function keyFileOf({ service }: DatabasePlan, keyFolder: string): string {
  return join(keyFolder, `${service}-database.json`)
}

/** The key file is written first: a password that the database knows and nobody else is worth nothing. */
async function ensureRoles(admin: Client, roles: readonly string[], keyFile: string) {
  const known = readSecrets(keyFile) ?? {}
  const missing = roles.filter((role) => known[role] === undefined)
  const passwords = { ...known, ...Object.fromEntries(missing.map((role) => [role, makePassword()])) }
  if (missing.length > 0) writeSecrets(keyFile, passwords)
  const { rows } = await admin.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1)',
    [roles],
  )
  const existing = new Set(rows.map((row) => row.rolname))
  for (const role of roles) {
    if (existing.has(role) && !missing.includes(role)) continue
    await setRole(admin, existing.has(role) ? 'alter' : 'create', role, passwords[role] ?? '')
  }
  return passwords
}

async function setRole(
  admin: Client,
  verb: 'alter' | 'create',
  role: string,
  password: string,
): Promise<void> {
  const rights = 'login nosuperuser nocreatedb nocreaterole nobypassrls noreplication'
  const verifier = escapeLiteral(scramVerifier(password))
  await admin.query(`${verb} role ${escapeIdentifier(role)} with ${rights} password ${verifier}`)
}

async function ensureDefinerRole(admin: Client, role: string, owner: string): Promise<void> {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role])
  const rights = 'nologin nosuperuser nocreatedb nocreaterole nobypassrls noreplication noinherit'
  await admin.query(`${rowCount === 0 ? 'create' : 'alter'} role ${escapeIdentifier(role)} with ${rights}`)
  // The owner may become it to hand a function over, and has none of its rights otherwise.
  await admin.query(
    `grant ${escapeIdentifier(role)} to ${escapeIdentifier(owner)} with inherit false, set true, admin false`,
  )
}

/** By default every role may enter these two. */
async function closeSystemDatabases(admin: Client): Promise<void> {
  for (const database of ['postgres', 'template1'])
    await admin.query(`revoke all on database ${database} from public`)
}

/** The same server, another database or user. */
export function urlFor(base: string, target: { database: string; user?: string; password?: string }): string {
  const url = new URL(base)
  url.pathname = `/${encodeURIComponent(target.database)}`
  if (target.user !== undefined) url.username = encodeURIComponent(target.user)
  if (target.password !== undefined) url.password = encodeURIComponent(target.password)
  return url.href
}

/** One connection for the length of `work`. */
export async function withClient<Value>(
  url: string,
  work: (client: Client) => Promise<Value>,
): Promise<Value> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
