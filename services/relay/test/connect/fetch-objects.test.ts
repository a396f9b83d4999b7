/**
 * Goal: what a vendor's notice names, the token of a Garmin pull above all, stands nowhere in the clear, is found again
 * when it is told again, and is gone with its connection.
 * Method: a stand-in for Garmin that does not answer yet; relay's database as it was before and after the migration.
 */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import {
  connectVendor,
  findCanaries,
  keptInDatabase,
  logTo,
  registrationsOf,
  type StandIn,
  startStandIn,
  TestPlatform,
  untilSettled,
  webhookSecret,
} from '@nornos/platform/testing'
import { migrate } from '@nornos/service-kit'
import { present } from '@nornos/std'
import {
  migrations,
  openRelayDatabase,
  openRelayDatabaseBefore,
  type RelayDatabase,
} from '../relay-database.ts'

const token = 'CPT-canary-of-a-pull-token-6127'
const seconds = Math.floor(Date.now() / 1_000)

let garmin: StandIn
let env: TestPlatform
let isUp = true
before(async () => {
  logTo({ write: () => undefined })
  garmin = await startStandIn()
  garmin.answer = ({ method, url }) => {
    if (method === 'DELETE') return { status: 204 }
    if (url.pathname.endsWith('/user/id')) return { body: { userId: 'garmin-person' } }
    if (url.pathname.includes('/backfill/')) return { status: 202 }
    return isUp ? { body: [] } : { status: 503 }
  }
  env = await TestPlatform.create({ registrations: registrationsOf({ garmin }) })
})
after(async () => {
  await env[Symbol.asyncDispose]()
  await garmin[Symbol.asyncDispose]()
})

function ping(): Promise<Response> {
  const query = `uploadStartTimeInSeconds=${seconds - 60}&uploadEndTimeInSeconds=${seconds}&token=${token}`
  const callbackURL = `https://apis.garmin.com/wellness-api/rest/dailies?${query}`
  return fetch(`${env.publicUrl}/v1/webhooks/garmin?key=${webhookSecret}`, {
    method: 'POST',
    headers: { 'garmin-client-id': garmin.clientId },
    body: JSON.stringify({ dailies: [{ userId: 'garmin-person', callbackURL }] }),
  })
}

async function sightings() {
  const { database } = present(env.installation.databases['relay'], 'relay has a database')
  const canaries = [{ name: 'pull token', text: token }]
  return findCanaries(canaries, keptInDatabase(env.adminUrl, database))
}

const pulls = () => garmin.asked.filter(({ url }) => url.searchParams.get('token') === token)

test('a pull token waits sealed, is used once the vendor answers, and a ping that comes twice is one fetch', async () => {
  const astrid = await env.makePatient()
  const connectionId = await connectVendor(astrid, 'garmin')
  await untilSettled(astrid, connectionId)
  isUp = false
  assert.deepEqual([(await ping()).status, (await ping()).status], [200, 200])
  const down = await untilSettled(astrid, connectionId, ({ trouble }) => trouble !== null)
  assert.equal(down.trouble, 'vendor-unavailable')
  assert.ok(pulls().length > 0, 'it was asked for with its token')
  assert.deepEqual(await sightings(), [])

  isUp = true
  const before = pulls().length
  await astrid.api.connectionSync({ params: { connectionId } })
  await untilSettled(astrid, connectionId, ({ trouble }) => trouble === null)
  assert.equal(pulls().length, before + 1)
})

const day = (ago: number) => new Date(Date.UTC(2026, 0, 10 - ago))

async function insertFetch(
  database: RelayDatabase,
  connectionId: string,
  patientId: string,
  collection: string,
) {
  await database.as.superuser.query(
    `insert into fetches (connection_id, patient_id, collection, from_at, until_at, due_at)
     values ($1, $2, $3, $4, $5, now())`,
    [connectionId, patientId, collection, day(1), day(0)],
  )
}

async function insertConnection(database: RelayDatabase, patientId: string): Promise<string> {
  const connectionId = randomUUID()
  await database.as.superuser.query(
    `insert into connections (connection_id, patient_id, vendor, name, state, wrapped_key, secrets, started_at, next_at)
     values ($1, $2, 'garmin', 'Garmin', 'connected', $3, $3, now(), now())`,
    [connectionId, patientId, randomBytes(32)],
  )
  return connectionId
}

test('fetches that named their thing in the clear fetch all of their stretch after the migration', async () => {
  await using database = await openRelayDatabaseBefore('0011')
  const patientId = randomUUID()
  const connectionId = await insertConnection(database, patientId)
  for (const collection of [`dailies/${token}`, 'dailies/another', 'sleeps']) {
    await insertFetch(database, connectionId, patientId, collection)
  }
  await migrate(database.urls.owner, migrations)
  const rows = await database.as.superuser.query<{ collection: string; object: unknown }>(
    'select collection, object from fetches order by collection',
  )
  assert.deepEqual(rows, [
    { collection: 'dailies', object: null },
    { collection: 'sleeps', object: null },
  ])
  const [table] = await database.as.superuser.query<{ forced: boolean }>(
    `select relforcerowsecurity as forced from pg_class where relname = 'fetches'`,
  )
  assert.deepEqual(table, { forced: true })
})

test('the database takes no fetch that names its thing in the clear, or seals one without its mark', async () => {
  await using database = await openRelayDatabase()
  const patientId = randomUUID()
  const connectionId = await insertConnection(database, patientId)
  const clear = insertFetch(database, connectionId, patientId, 'dailies/token')
  await assert.rejects(clear, /fetches_name_no_object_in_the_clear/)
  await insertFetch(database, connectionId, patientId, 'dailies')
  const unmarked = database.as.superuser.query('update fetches set object = $1', [randomBytes(40)])
  await assert.rejects(unmarked, /fetches_mark_what_they_seal/)
  const half = database.as.superuser.query('update fetches set object = $1, object_mark = $1', [
    randomBytes(16),
  ])
  await assert.rejects(half, /fetches_mark_by_sha256/)
})
