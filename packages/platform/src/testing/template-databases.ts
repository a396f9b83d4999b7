/** Every test platform gets databases of its own: copies of templates that are migrated once for a whole run. */
import { randomBytes } from 'node:crypto'
import { migrate } from '@nornos/service-kit'
import { present } from '@nornos/std'
import { Client } from 'pg'
import { databasePlans } from '../compose/layout.ts'
import {
  cloneDatabase,
  createDatabases,
  dropDatabase,
  type ServiceDatabase,
  startTestCluster,
  urlFor,
} from '../postgres/index.ts'

export interface TestDatabases extends AsyncDisposable {
  readonly databases: Readonly<Record<string, ServiceDatabase>>
  readonly adminUrl: string
}

// Any number, as long as every test process takes the same one: migrating and copying exclude each other.
const templateLock = 4_100_419

export async function makeTestDatabases(): Promise<TestDatabases> {
  await using made = new AsyncDisposableStack()
  const cluster = made.use(await openCluster())
  const suffix = randomBytes(6).toString('hex')
  const databases: Record<string, ServiceDatabase> = {}
  const lock = new Client({ connectionString: cluster.adminUrl })
  await lock.connect()
  try {
    await lock.query('select pg_advisory_lock($1)', [templateLock])
    const templates = await createDatabases({ ...cluster, databases: databasePlans })
    for (const { service } of databasePlans) {
      const template = present(templates[service], 'each plan becomes a database')
      await migrate(template.ownerUrl, migrationsOf(service))
      databases[service] = await copy(cluster.adminUrl, template, `${template.database}_${suffix}`)
    }
  } finally {
    await lock.end()
  }
  for (const { database } of Object.values(databases)) {
    made.defer(() => dropDatabase(cluster.adminUrl, database))
  }
  const all = made.move()
  return { databases, adminUrl: cluster.adminUrl, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

async function openCluster(): Promise<{ adminUrl: string; keyFolder: string } & AsyncDisposable> {
  const adminUrl = process.env['NORNOS_TEST_POSTGRES']
  const keyFolder = process.env['NORNOS_TEST_KEYS']
  if (!adminUrl || !keyFolder) return startTestCluster()
  return { adminUrl, keyFolder, [Symbol.asyncDispose]: async () => undefined }
}

async function copy(adminUrl: string, template: ServiceDatabase, database: string): Promise<ServiceDatabase> {
  await cloneDatabase(adminUrl, template.database, database)
  const appUrls = Object.entries(template.appUrls).map(([role, url]) => [role, urlFor(url, { database })])
  return {
    database,
    ownerUrl: urlFor(template.ownerUrl, { database }),
    appUrls: Object.fromEntries(appUrls),
  }
}

function migrationsOf(service: string): URL {
  return new URL(`../../../../services/${service}/migrations/`, import.meta.url)
}
