/** Databases of a test's own on a real PostgreSQL: copies of templates that are migrated once for a whole run. */
import { createHash, randomBytes } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { migrate } from '@nornos/service-kit'
import { present } from '@nornos/std'
import { type Client, escapeIdentifier, escapeLiteral } from 'pg'
import { databasePlans } from '../compose/layout.ts'
import { withClient } from '../postgres/create-databases.ts'
import {
  cloneDatabase,
  copiedDatabase,
  createDatabases,
  dropDatabases,
  ownerOf,
  type ServiceDatabase,
  startTestCluster,
} from '../postgres/index.ts'

export type DatabaseService = (typeof databasePlans)[number]['service']

export interface TestDatabases extends AsyncDisposable {
  readonly databases: Readonly<Record<string, ServiceDatabase>>
  readonly adminUrl: string
}

interface TestServer extends AsyncDisposable {
  readonly adminUrl: string
  readonly keyFolder: string
}

// Any number, as long as every test process takes the same one: only one of them migrates.
const templateLock = 4_100_419

/** Without `services`, those of all. They are dropped when they are disposed of. */
export async function makeTestDatabases(
  services: readonly DatabaseService[] = databasePlans.map(({ service }) => service),
): Promise<TestDatabases> {
  await using made = new AsyncDisposableStack()
  const server = made.use(await openTestServer())
  const suffix = randomBytes(6).toString('hex')
  const plans = databasePlans.filter(({ service }) => services.includes(service))
  const copies = plans.map((plan) => ({ plan, name: `${plan.database}_${suffix}` }))
  await withClient(server.adminUrl, async (admin) => {
    await prepareTemplates(admin, server)
    for (const { plan, name } of copies) await cloneDatabase(admin, plan.database, name)
  })
  const names = copies.map(({ name }) => name)
  made.defer(() => dropDatabases(server.adminUrl, names))
  const all = made.move()
  return {
    databases: Object.fromEntries(
      copies.map(({ plan, name }) => [plan.service, copiedDatabase(plan, server, name)]),
    ),
    adminUrl: server.adminUrl,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

export interface TestDatabase extends ServiceDatabase, AsyncDisposable {
  readonly adminUrl: string
}

/** One service's. */
export async function makeTestDatabase(service: DatabaseService): Promise<TestDatabase> {
  const made = await makeTestDatabases([service])
  const database = present(made.databases[service], 'it was asked for')
  return { ...database, adminUrl: made.adminUrl, [Symbol.asyncDispose]: () => made[Symbol.asyncDispose]() }
}

/**
 * One service's as it was before a migration, named by its number such as `0012`; `migrate` with `migrationsOf` brings
 * what follows.
 */
export async function makeTestDatabaseBefore(
  service: DatabaseService,
  number: string,
): Promise<TestDatabase> {
  await using made = new AsyncDisposableStack()
  const server = made.use(await openTestServer())
  const plan = present(
    databasePlans.find((one) => one.service === service),
    'each service has a plan',
  )
  const database = `${plan.database}_${randomBytes(6).toString('hex')}`
  const created = await createDatabases({ ...server, databases: [{ ...plan, database }] })
  made.defer(async () => {
    await dropDatabases(server.adminUrl, [database])
    await withClient(server.adminUrl, (admin) => admin.query(`drop role ${ownerOf(database)}`))
  })
  const { ownerUrl, appUrls } = present(created[service], 'each plan becomes a database')
  await migrateUntil(ownerUrl, migrationsOf(service), number)
  const all = made.move()
  return {
    ...{ database, ownerUrl, appUrls, adminUrl: server.adminUrl },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

async function migrateUntil(ownerUrl: string, migrations: URL, number: string): Promise<void> {
  const earlier = await mkdtemp(join(tmpdir(), 'nornos-migrations-'))
  try {
    for (const name of (await readdir(migrations)).filter((file) => file < number)) {
      await cp(new URL(name, migrations), join(earlier, name))
    }
    await migrate(ownerUrl, pathToFileURL(`${earlier}/`))
  } finally {
    await rm(earlier, { recursive: true })
  }
}

/** The server of the run; a test file that runs by itself starts one of its own. */
async function openTestServer(): Promise<TestServer> {
  const adminUrl = process.env['NORNOS_TEST_POSTGRES']
  const keyFolder = process.env['NORNOS_TEST_KEYS']
  if (!adminUrl || !keyFolder) return startTestCluster()
  return { adminUrl, keyFolder, [Symbol.asyncDispose]: async () => undefined }
}

/** Whoever comes first migrates them, and writes on the last one by what; those who follow only read that. */
async function prepareTemplates(admin: Client, server: TestServer): Promise<void> {
  const migrations = await digestOfMigrations()
  const marked = present(databasePlans.at(-1), 'there are services').database
  await admin.query('select pg_advisory_lock($1)', [templateLock])
  try {
    const { rows } = await admin.query<{ mark: string | null }>(
      `select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1`,
      [marked],
    )
    if (rows[0]?.mark === migrations) return
    const templates = await createDatabases({ ...server, databases: databasePlans })
    for (const [service, { ownerUrl }] of Object.entries(templates))
      await migrate(ownerUrl, migrationsOf(service))
    await admin.query(`comment on database ${escapeIdentifier(marked)} is ${escapeLiteral(migrations)}`)
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [templateLock])
  }
}

async function digestOfMigrations(): Promise<string> {
  const digest = createHash('sha256')
  for (const { service } of databasePlans) {
    const folder = migrationsOf(service)
    for (const name of (await readdir(folder)).sort()) {
      digest.update(`${service}/${name}\n`).update(await readFile(new URL(name, folder)))
    }
  }
  return digest.digest('hex')
}

export function migrationsOf(service: string): URL {
  return new URL(`../../../../services/${service}/migrations/`, import.meta.url)
}
