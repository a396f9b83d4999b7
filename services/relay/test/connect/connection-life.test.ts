/**
 * Goal: a connection keeps what it was given through everything that happens to it (tokens that end, limits, outages,
 * access taken back, two processes at once) and belongs to one patient and to the session that began it.
 * Method: the whole platform against a stand-in of Oura; a second connect process on the same database.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import {
  type AnswerTo,
  agreeAt,
  configsOf,
  connectionOf,
  connectVendor,
  logTo,
  registrationsOf,
  type StandIn,
  startStandIn,
  TestPlatform,
  untilSettled,
} from '@nornos/platform/testing'
import { createConnect } from '@nornos/relay/connect'
import { openDatabase } from '@nornos/service-kit'
import { present } from '@nornos/std'
import { findKept } from './find-kept.ts'
import { openInbox } from './open-inbox.ts'

const canary = 'canary-of-a-vendor-81371'
const night = JSON.stringify({ data: [{ id: canary, average_hrv: 44 }], next_token: null })
const today = new Date().toISOString().slice(0, 10)

const ordinary: AnswerTo = ({ url }) => {
  if (url.pathname.endsWith('/personal_info')) return { body: { id: 'account-of-a-person-5512' } }
  const isLast = url.pathname.endsWith('/usercollection/sleep') && url.searchParams.get('end_date') === today
  return { body: isLast ? night : { data: [], next_token: null } }
}

const lines: string[] = []
let oura: StandIn
let env: TestPlatform
before(async () => {
  logTo({ write: (line) => void lines.push(line) })
  oura = await startStandIn()
  env = await TestPlatform.create({ registrations: registrationsOf({ oura }) })
})
beforeEach(() => {
  oura.answer = ordinary
})
after(async () => {
  await env[Symbol.asyncDispose]()
  await oura[Symbol.asyncDispose]()
})

const sync = async (patient: Awaited<ReturnType<TestPlatform['makePatient']>>, connectionId: string) => {
  const { lastSuccessAt: before } = await connectionOf(patient, connectionId)
  await patient.api.connectionSync({ params: { connectionId } })
  return untilSettled(
    patient,
    connectionId,
    (one) => one.state !== 'connected' || one.lastSuccessAt !== before,
  )
}

test('an access token that ended is renewed once, and the rotated refresh token works the next time', async () => {
  const astrid = await env.makePatient()
  const connectionId = await connectVendor(astrid, 'oura')
  await untilSettled(astrid, connectionId)
  for (const time of [1, 2]) {
    const before = oura.refreshes()
    oura.expireAccess()
    const connection = await sync(astrid, connectionId)
    assert.deepEqual([connection.state, oura.refreshes() - before], ['connected', 1], `time ${time}`)
  }
  await astrid.api.connectionEnd({ params: { connectionId } })
})

test('access taken back at the vendor is told as "sign in again", and signing in goes on with the same connection', async () => {
  const astrid = await env.makePatient()
  const connectionId = await connectVendor(astrid, 'oura')
  await untilSettled(astrid, connectionId)
  oura.revokeAll()
  assert.equal((await sync(astrid, connectionId)).state, 'needs-sign-in')
  assert.equal((await astrid.api.connectionSync({ params: { connectionId } })).status, 404)
  assert.equal(await connectVendor(astrid, 'oura'), connectionId)
  assert.equal((await untilSettled(astrid, connectionId)).state, 'connected')
  assert.equal((await openInbox(astrid)).length, 1, 'what was known is not sent again')
  await astrid.api.connectionEnd({ params: { connectionId } })
})

test('access that is taken back between two pages goes on with the second one after signing in again', async () => {
  const astrid = await env.makePatient()
  const second = JSON.stringify({ data: [{ id: 'second', average_hrv: 47 }], next_token: null })
  const places: (string | null)[] = []
  let isTakenBack = false
  oura.answer = (asked) => {
    const { searchParams, pathname } = asked.url
    const isNow = pathname.endsWith('/usercollection/sleep') && searchParams.get('end_date') === today
    if (!isNow) return ordinary(asked)
    const place = searchParams.get('next_token')
    places.push(place)
    if (place === 'more') {
      if (isTakenBack) return { body: second }
      isTakenBack = true
      oura.revokeAll()
      return { status: 401 }
    }
    return { body: { data: [{ id: 'first', average_hrv: 44 }], next_token: 'more' } }
  }
  const connectionId = await connectVendor(astrid, 'oura')
  const out = await untilSettled(astrid, connectionId, ({ state }) => state === 'needs-sign-in')
  assert.equal(out.state, 'needs-sign-in')
  assert.equal(await connectVendor(astrid, 'oura'), connectionId)
  await untilSettled(astrid, connectionId, ({ lastSuccessAt }) => lastSuccessAt !== null)
  assert.ok((await openInbox(astrid)).some(({ body }) => body === second))
  assert.deepEqual(places.slice(0, 3), [null, 'more', 'more'])
  await astrid.api.connectionEnd({ params: { connectionId } })
})

test('a vendor that asks to wait is not asked before, and then everything arrives', async () => {
  const astrid = await env.makePatient()
  let refusals = 0
  oura.answer = (asked) => {
    const isFirst = refusals === 0 && asked.url.pathname.endsWith('/usercollection/workout')
    if (!isFirst) return ordinary(asked)
    refusals += 1
    return { status: 429, headers: { 'retry-after': '2' } }
  }
  const connectionId = await connectVendor(astrid, 'oura')
  const waiting = await untilSettled(astrid, connectionId)
  assert.equal(waiting.trouble, 'vendor-limit')
  assert.ok(Date.parse(waiting.nextSyncAt ?? '') > Date.now() - 2_000)
  const done = await untilSettled(astrid, connectionId, ({ lastSuccessAt }) => lastSuccessAt !== null)
  assert.equal(done.trouble, null)
  assert.equal((await openInbox(astrid)).length, 1)
  await astrid.api.connectionEnd({ params: { connectionId } })
})

test('a vendor that is down is trouble with a name, and nothing is lost', async () => {
  const astrid = await env.makePatient()
  oura.answer = (asked) => (asked.url.pathname.endsWith('personal_info') ? ordinary(asked) : { status: 503 })
  const connectionId = await connectVendor(astrid, 'oura')
  const down = await untilSettled(astrid, connectionId)
  assert.partialDeepStrictEqual(down, {
    state: 'connected',
    trouble: 'vendor-unavailable',
    lastSuccessAt: null,
  })
  oura.answer = ordinary
  assert.equal((await sync(astrid, connectionId)).trouble, null)
  assert.equal((await openInbox(astrid)).length, 1)
  await astrid.api.connectionEnd({ params: { connectionId } })
})

test('a source that the patient blocks is trouble with a name, and let in again it brings what it has', async () => {
  const astrid = await env.makePatient()
  const params = { vaultId: astrid.patientId, senderId: 'service:connect:oura' }
  await astrid.api.inboxSenderPut({ params, body: { rule: 'blocked' } })
  const connectionId = await connectVendor(astrid, 'oura')
  const blocked = await untilSettled(astrid, connectionId)
  assert.partialDeepStrictEqual(blocked, { state: 'connected', trouble: 'inbox-refused' })
  assert.deepEqual(await openInbox(astrid), [])
  await astrid.api.inboxSenderPut({ params, body: { rule: 'open' } })
  assert.equal((await sync(astrid, connectionId)).trouble, null)
  assert.equal((await openInbox(astrid)).length, 1)
})

test('an inbox without room is trouble with a name of its own', async () => {
  const astrid = await env.makePatient()
  const { database: name } = present(env.installation.databases['vault'], 'the vault has a database')
  const url = Object.assign(new URL(env.adminUrl), { pathname: `/${name}` }).href
  const database = openDatabase({ url, connectionsMax: 1 })
  try {
    await database.query(
      `insert into inbox_senders (vault_id, sender_id, items, day) values ($1, $2, 1000, current_date)`,
      [astrid.patientId, 'service:connect:oura'],
    )
  } finally {
    await database.close()
  }
  const connectionId = await connectVendor(astrid, 'oura')
  assert.equal((await untilSettled(astrid, connectionId)).trouble, 'inbox-full')
})

test('two processes on one database fetch each page once', async () => {
  const config = configsOf(env.installation).connect
  const second = await createConnect({ ...config, port: 0 })
  try {
    const patients = [await env.makePatient(), await env.makePatient(), await env.makePatient()]
    const before = oura.asked.length
    const ids = await Promise.all(patients.map((patient) => connectVendor(patient, 'oura')))
    for (const [index, patient] of patients.entries())
      await untilSettled(patient, present(ids[index], 'an id'))
    const asked = oura.asked
      .slice(before)
      .filter(({ url }) => !url.pathname.endsWith('personal_info'))
      .map(({ url, headers }) => `${headers.authorization} ${url.href}`)
    assert.equal(new Set(asked).size, asked.length)
    for (const patient of patients) assert.equal((await openInbox(patient)).length, 1)
  } finally {
    await second.close()
  }
})

test('what one session began, no other finishes: not a neighbour, not another browser, not twice', async () => {
  const [astrid, mallory] = [await env.makePatient(), await env.makePatient('Mallory')]
  const begun = present((await astrid.api.connectionStart({ body: { vendor: 'oura' } })).body, 'begun')
  const sent = await agreeAt(begun.authorizationUrl)
  assert.equal((await mallory.api.connectionFinish({ body: sent })).problem, 'connection-not-begun')
  const made = { state: randomBytes(32).toString('base64url'), code: sent.code }
  assert.equal((await astrid.api.connectionFinish({ body: made })).problem, 'connection-not-begun')
  assert.equal((await astrid.api.connectionFinish({ body: sent })).status, 200)
  assert.equal((await astrid.api.connectionFinish({ body: sent })).problem, 'connection-not-begun')
  const other = present((await astrid.api.connectionStart({ body: { vendor: 'oura' } })).body, 'begun')
  const { state } = await agreeAt(other.authorizationUrl)
  const wrong = await astrid.api.connectionFinish({ body: { state, code: 'no code of theirs' } })
  assert.equal(wrong.problem, 'vendor-declined')
})

test('a neighbour neither sees, hurries nor ends a connection', async () => {
  const [astrid, mallory] = [await env.makePatient(), await env.makePatient('Mallory')]
  const connectionId = await connectVendor(astrid, 'oura')
  assert.deepEqual((await mallory.api.connectionList({})).body?.connections, [])
  assert.equal((await mallory.api.connectionSync({ params: { connectionId } })).status, 404)
  assert.equal((await mallory.api.connectionEnd({ params: { connectionId } })).status, 404)
  assert.equal((await connectionOf(astrid, connectionId)).state, 'connected')
})

test('started, delivered and ended stand in the trail of the patient', async () => {
  const astrid = await env.makePatient()
  const connectionId = await connectVendor(astrid, 'oura')
  await untilSettled(astrid, connectionId)
  await astrid.api.connectionEnd({ params: { connectionId } })
  const trail = (await astrid.api.trailList({ query: {} })).body?.events ?? []
  const actions = trail.map(({ action }) => action)
  for (const action of ['connection.started', 'inbox.delivered', 'connection.ended']) {
    assert.equal(actions.filter((one) => one === action).length, 1, action)
  }
  const delivered = trail.find(({ action }) => action === 'inbox.delivered')
  assert.partialDeepStrictEqual(delivered, {
    ...{ actor: 'connect', actorType: 'service', consentId: null },
    details: { sender: 'service:connect:oura' },
  })
})

test('no value, no token and no account of a vendor is in a database, a folder or a log', async () => {
  const astrid = await env.makePatient()
  const connectionId = await connectVendor(astrid, 'oura')
  await untilSettled(astrid, connectionId)
  assert.ok((await openInbox(astrid)).some(({ body }) => body.includes(canary)))
  const tokens = oura.asked.map(({ headers }) => String(headers.authorization).slice(7))
  const canaries = [
    { name: 'value', text: canary },
    { name: 'account', text: 'account-of-a-person-5512' },
    { name: 'token', text: present(tokens.at(-1), 'a token was used') },
    { name: 'secret', text: oura.clientSecret },
  ]
  assert.deepEqual(await findKept(env, lines, canaries), [])
})

test('whoever has as many connections as there may be makes none more, and signs in again where one stands', async () => {
  const astrid = await env.makePatient()
  const { database: name } = present(env.installation.databases['relay'], 'relay has a database')
  const url = Object.assign(new URL(env.adminUrl), { pathname: `/${name}` }).href
  await using database = await openedDatabase(url)
  const begin = async () => (await astrid.api.connectionStart({ body: { vendor: 'oura' } })).status
  await database.query(
    `insert into connections (connection_id, patient_id, vendor, name, server_url, state, started_at, next_at)
     select gen_random_uuid(), $1, 'fhir', 'Clinic', 'https://clinic.example/' || number, 'needs-sign-in', now(), now()
     from generate_series(1, 49) as number`,
    [astrid.patientId],
  )
  const connectionId = await connectVendor(astrid, 'oura')
  assert.equal(await begin(), 201)
  await astrid.api.connectionEnd({ params: { connectionId } })
  await database.query(
    `insert into connections (connection_id, patient_id, vendor, name, state, started_at, next_at)
     values (gen_random_uuid(), $1, 'fitbit', 'Fitbit', 'needs-sign-in', now(), now())`,
    [astrid.patientId],
  )
  assert.equal(await begin(), 409)
})

async function openedDatabase(url: string) {
  const database = openDatabase({ url, connectionsMax: 1 })
  return Object.assign(database, { [Symbol.asyncDispose]: () => database.close() })
}
