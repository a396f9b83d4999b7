/**
 * Goal: whoever had connected Fitbit by its own API, which is turned off, is asked to sign in, once, and goes on with the
 * same connection; Google is asked for access that lasts.
 * Method: relay's database before and after the migration; then the whole platform against a stand-in for Google.
 */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import {
  connectionOf,
  connectVendor,
  logTo,
  registrationsOf,
  type StandIn,
  startStandIn,
  TestPlatform,
  untilSettled,
} from '@nornos/platform/testing'
import { migrate, openDatabase } from '@nornos/service-kit'
import { present } from '@nornos/std'
import { migrations, openRelayDatabaseBefore } from '../relay-database.ts'
import { answerOfCloud, cloudCases } from './cloud-cases.ts'

let google: StandIn
let env: TestPlatform
before(async () => {
  logTo({ write: () => undefined })
  google = Object.assign(await startStandIn(), cloudCases.fitbit.standIn)
  google.answer = (asked) => answerOfCloud('fitbit', asked)
  env = await TestPlatform.create({ registrations: registrationsOf({ fitbit: google }) })
})
after(async () => {
  await env[Symbol.asyncDispose]()
  await google[Symbol.asyncDispose]()
})

test('a connection by the old interface needs a new sign-in, and holds nothing that no longer opens anything', async () => {
  await using database = await openRelayDatabaseBefore('0012')
  const query = database.as.superuser.query
  for (const vendor of ['fitbit', 'oura']) {
    const ids = [randomUUID(), randomUUID()]
    await query(
      `insert into connections (connection_id, patient_id, vendor, name, state, account_mark, wrapped_key, secrets,
         trouble, failures, started_at, next_at)
       values ($1, $2, $3, $3, 'connected', $4, $4, $4, 'vendor-unavailable', 9, now(), now())`,
      [...ids, vendor, randomBytes(32)],
    )
    await query(
      `insert into fetches (connection_id, patient_id, collection, from_at, until_at, due_at)
       values ($1, $2, 'sleep', now() - interval '1 day', now(), now())`,
      ids,
    )
  }
  await migrate(database.urls.owner, migrations)
  const rows = await query(
    `select vendor, state, trouble, failures, secrets is null and wrapped_key is null and account_mark is null as bare,
       (select count(*)::int from fetches f where f.connection_id = c.connection_id) as fetches
     from connections c order by vendor`,
  )
  assert.deepEqual(rows, [
    { vendor: 'fitbit', state: 'needs-sign-in', trouble: null, failures: 0, bare: true, fetches: 0 },
    {
      vendor: 'oura',
      state: 'connected',
      trouble: 'vendor-unavailable',
      failures: 9,
      bare: false,
      fetches: 1,
    },
  ])
  const tables = await query(
    `select relforcerowsecurity as forced from pg_class where relname in ('connections', 'fetches')`,
  )
  assert.deepEqual(tables, [{ forced: true }, { forced: true }])
})

test('such a connection is asked for nothing, and after a sign-in it is the same one, connected', async () => {
  const astrid = await env.makePatient()
  const { database: name } = present(env.installation.databases['relay'], 'relay has a database')
  const url = Object.assign(new URL(env.adminUrl), { pathname: `/${name}` }).href
  const database = openDatabase({ url, connectionsMax: 1 })
  const connectionId = randomUUID()
  await database.query(
    `insert into connections (connection_id, patient_id, vendor, name, state, started_at, next_at)
     values ($1, $2, 'fitbit', 'Fitbit', 'needs-sign-in', now(), now())`,
    [connectionId, astrid.patientId],
  )
  await database.close()
  assert.partialDeepStrictEqual(await connectionOf(astrid, connectionId), {
    ...{ state: 'needs-sign-in', trouble: null, isSyncing: false, nextSyncAt: null },
  })
  assert.equal((await astrid.api.connectionSync({ params: { connectionId } })).status, 404)
  assert.deepEqual(google.asked, [])
  assert.equal(await connectVendor(astrid, 'fitbit'), connectionId)
  const settled = await untilSettled(astrid, connectionId, (one) => one.lastSuccessAt !== null)
  assert.partialDeepStrictEqual(settled, { state: 'connected', trouble: null })
})

test('Google is asked for access that lasts, with consent, proof and nothing but reading', async () => {
  const astrid = await env.makePatient()
  const { body } = await astrid.api.connectionStart({ body: { vendor: 'fitbit' } })
  const asked = new URL(present(body?.authorizationUrl, 'the connection can be begun')).searchParams
  assert.deepEqual(
    ['response_type', 'access_type', 'prompt', 'code_challenge_method'].map((name) => asked.get(name)),
    ['code', 'offline', 'consent', 'S256'],
  )
  const scopes = (asked.get('scope') ?? '').split(' ')
  assert.ok(scopes.length > 2)
  for (const scope of scopes)
    assert.match(scope, /^https:\/\/www\.googleapis\.com\/auth\/googlehealth\.[a-z_]+\.readonly$/)
})
