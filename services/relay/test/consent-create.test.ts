/**
 * Goal: a consent counts only when one of the patient's own devices signed it, the rules allow it and shared-data
 * has accepted its copy. Method: relay over HTTP; shared-data answers, refuses or is down as the test says.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { problemType } from '@nornos/endpoint'
import { ANALYSIS_AGENTS_ID, DAY_MILLISECONDS, millisecondsToInstant } from '@nornos/health-model'
import { type RelayAlone, startRelayAlone } from './relay-alone.ts'

let env: RelayAlone

before(async () => {
  env = await startRelayAlone()
})
after(() => env[Symbol.asyncDispose]())
beforeEach(() => {
  env.sharedData.answers = {}
})

const refusing = (code: string, status: number) => () =>
  Response.json({ type: problemType(code), title: code, detail: code, status }, { status })

test('a share for a doctor and one for the agents are given in one act, and the doctor sees theirs', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const consents = [
    await alice.consent(bob.granteeId),
    await alice.consent(ANALYSIS_AGENTS_ID, { granted_to_type: 'agent' }),
  ]
  const reply = await alice.api.consentCreate({ body: { consents } })
  assert.equal(reply.status, 201)
  assert.deepEqual(reply.body?.consents.map(({ state, granteeName }) => [state, granteeName]).toSorted(), [
    ['live', 'Nornos analysis agents'],
    ['live', `Person ${bob.granteeId.slice(0, 4)}`],
  ])
  const shares = await bob.api.shareList({})
  assert.deepEqual(
    shares.body?.shares.map(({ patientId, fields }) => ({ patientId, fields })),
    [{ patientId: alice.id, fields: ['hrv', 'sleep'] }],
  )
  const trail = await alice.api.trailList({ query: {} })
  assert.deepEqual(
    trail.body?.events.map((event) => event.action),
    ['consent.created', 'consent.created', 'roster.changed'],
  )
})

test('sending the same act again changes nothing', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const body = { consents: [await alice.consent(bob.granteeId)] }
  const first = await alice.api.consentCreate({ body })
  assert.deepEqual(await alice.api.consentCreate({ body }).then((reply) => reply.body), first.body)
  assert.equal((await alice.api.consentList({})).body?.consents.length, 1)
})

test('a consent that no device of the patient signed is refused', async () => {
  const [alice, mallory, bob] = [await env.makePatient(), await env.makePatient(), await env.makeDoctor()]
  const good = await alice.consent(bob.granteeId)
  const foreign = await mallory.consent(bob.granteeId)
  const unknownDevice = await alice.consent(bob.granteeId, { device_id: randomUUID() })
  const changed = { ...good, record: { ...good.record, data_fields: ['hrv', 'sleep', 'labs' as const] } }
  for (const consent of [{ ...good, signature: foreign.signature }, unknownDevice, changed]) {
    const reply = await alice.api.consentCreate({ body: { consents: [consent] } as never })
    assert.equal(reply.problem, 'consent-not-signed')
  }
  const ofMallory = await alice.api.consentCreate({ body: { consents: [foreign] } })
  assert.equal(ofMallory.problem, 'consent-not-valid')
  assert.equal((await alice.api.consentCreate({ body: { consents: [good] } })).status, 201)
})

test('the id of somebody else’s consent is taken, and nothing of theirs changes', async () => {
  const [alice, mallory, bob] = [await env.makePatient(), await env.makePatient(), await env.makeDoctor()]
  const first = await alice.consent(bob.granteeId)
  assert.equal((await alice.api.consentCreate({ body: { consents: [first] } })).status, 201)
  const copy = await mallory.consent(bob.granteeId, { consent_id: first.record.consent_id })
  const reply = await mallory.api.consentCreate({ body: { consents: [copy] } })
  assert.partialDeepStrictEqual(reply, { problem: 'consent-not-valid', facts: { reason: 'IdTaken' } })
  assert.deepEqual(
    (await bob.api.shareList({})).body?.shares.map((share) => share.patientId),
    [alice.id],
  )
})

test('one bad consent in an act keeps the whole act out', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const consents = [
    await alice.consent(bob.granteeId),
    await alice.consent(bob.granteeId, { platform_id: randomUUID() }),
  ]
  const reply = await alice.api.consentCreate({ body: { consents } })
  assert.equal(reply.problem, 'consent-not-valid')
  assert.deepEqual((await alice.api.consentList({})).body?.consents, [])
})

test('the rules of consents hold: too long, over, twice, out of order', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const send = async (change: Parameters<typeof alice.consent>[1]) =>
    alice.api.consentCreate({ body: { consents: [await alice.consent(bob.granteeId, change)] } })
  const inDays = (days: number) => millisecondsToInstant(Date.now() + days * DAY_MILLISECONDS)
  const reasonOf = (reply: Awaited<ReturnType<typeof send>>) =>
    reply.problem === undefined ? reply.status : reply.facts['reason']

  assert.equal(reasonOf(await send({ valid_until: inDays(400) })), 'TooLong')
  assert.equal(reasonOf(await send({ revocable: false })), 'NotRevocable')
  assert.equal(reasonOf(await send({ created_at: inDays(-1) })), 'ClockOff')
  assert.equal(reasonOf(await send({ version: 2 })), 'WrongVersion')
  const first = await alice.consent(bob.granteeId)
  assert.equal((await alice.api.consentCreate({ body: { consents: [first] } })).status, 201)
  const again = await send({})
  assert.equal(again.problem, 'consent-conflict')
  const { consent_id, version } = first.record
  const next = await send({
    consent_id,
    version: 2,
    supersedes: [{ consent_id, version }],
    data_fields: ['hrv'],
  })
  assert.equal(next.status, 201)
  const states = (await alice.api.consentList({})).body?.consents.map(({ record, state }) => [
    record.version,
    state,
  ])
  assert.deepEqual(states?.toSorted(), [
    [1, 'superseded'],
    [2, 'live'],
  ])
  assert.deepEqual((await bob.api.shareList({})).body?.shares[0]?.fields, ['hrv'])
})

test('what shared-data refuses is refused, and can be corrected and sent under the same number', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const consent = await alice.consent(bob.granteeId)
  env.sharedData.answers['/v1/grants'] = refusing('sharing-not-ready', 409)
  const reply = await alice.api.consentCreate({ body: { consents: [consent] } })
  assert.equal(reply.problem, 'sharing-not-ready')
  assert.deepEqual((await alice.api.consentList({})).body?.consents, [])
  env.sharedData.answers = {}
  assert.equal((await alice.api.consentCreate({ body: { consents: [consent] } })).status, 201)
})

test('while shared-data does not answer nothing is shared, and sending again completes it', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const body = { consents: [await alice.consent(bob.granteeId)] }
  env.sharedData.answers['/v1/grants'] = () => Promise.reject(new TypeError('connection refused'))
  assert.equal((await alice.api.consentCreate({ body })).problem, 'service-unavailable')
  assert.deepEqual((await bob.api.shareList({})).body?.shares, [])
  assert.equal((await alice.api.consentList({})).body?.consents[0]?.state, 'not_yet')
  env.sharedData.answers = {}
  assert.equal((await alice.api.consentCreate({ body })).status, 201)
  assert.equal((await bob.api.shareList({})).body?.shares.length, 1)
})

test('an answer that was lost is asked for again, without the patient', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  env.sharedData.answers['/v1/grants'] = () => Promise.reject(new TypeError('connection reset'))
  await alice.api.consentCreate({ body: { consents: [await alice.consent(bob.granteeId)] } })
  env.sharedData.answers = {}
  await env.database.as.superuser.query(
    "update consents set offered_at = offered_at - interval '1 minute' where patient_id = $1",
    [alice.id],
  )
  const state = async () => (await alice.api.consentList({})).body?.consents[0]?.state
  const until = performance.now() + 10_000
  while ((await state()) !== 'live') assert.ok(performance.now() < until, 'not completed after 10 s')
  assert.equal((await bob.api.shareList({})).body?.shares.length, 1)
})

test('a share that begins later is not open before', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const consent = await alice.consent(bob.granteeId, {
    valid_from: millisecondsToInstant(Date.now() + DAY_MILLISECONDS),
  })
  const reply = await alice.api.consentCreate({ body: { consents: [consent] } })
  assert.equal(reply.body?.consents[0]?.state, 'not_yet')
  assert.deepEqual((await bob.api.shareList({})).body?.shares, [])
})
