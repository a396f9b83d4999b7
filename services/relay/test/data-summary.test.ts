/**
 * Goal: a doctor learns what there is to read under a token, and nothing with one that is over or another's.
 * Method: relay over HTTP by the typed client; shared-data answers as the test says.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type RelayAlone, startRelayAlone } from './relay-alone.ts'
import { shareWithDoctor } from './shared-reading.ts'

let env: RelayAlone

before(async () => {
  env = await startRelayAlone()
  env.sharedData.answers['/v1/summaries'] = (_, body) =>
    Response.json({ eventId: Reflect.get(Object(body), 'eventId'), dataTo: null, fields: [] })
  env.sharedData.answers['/v1/reads'] = (_, body) =>
    Response.json({
      eventId: Reflect.get(Object(body), 'eventId'),
      field: 'hrv',
      metric: 'hrv_sdnn',
      unit: 'ms',
      resolution: 'day',
      series: [],
      cut: false,
    })
})
after(() => env[Symbol.asyncDispose]())

test('a token opens the summary and the data of its fields, to its bearer alone', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  const eve = await env.makeDoctor()
  const issued = await bob.api.accessTokenIssue({
    body: { patientId: alice.id, purpose: 'routine_checkup' },
  })
  assert.partialDeepStrictEqual(issued, { status: 201, body: { fields: ['hrv', 'sleep'] } })
  assert.ok(issued.body)
  const { accessToken } = issued.body
  const params = { patientId: alice.id }
  const summary = await bob.api.dataSummary({ params, accessToken })
  assert.deepEqual(summary.body?.fields, [])
  assert.equal((await eve.api.dataSummary({ params, accessToken })).problem, 'not-found')

  const query = {
    metric: 'hrv_sdnn',
    from: '2025-01-01T00:00:00Z',
    to: '2025-02-01T00:00:00Z',
    resolution: 'day',
  } as const
  const read = await bob.api.dataRead({ params: { ...params, field: 'hrv' }, query, accessToken })
  assert.equal(read.body?.metric, 'hrv_sdnn')
  const events = (await alice.api.trailList({ query: {} })).body?.events ?? []
  assert.deepEqual(
    events.slice(0, 4).map(({ action, details }) => [action, details['resolution']]),
    [
      ['data.read', 'daily'],
      ['access-token.refused', undefined],
      ['data.searched', null],
      ['access-token.issued', undefined],
    ],
  )
  assert.equal(events[0]?.eventId, read.body?.eventId)
})

test('a purpose for which nothing is shared opens nothing', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  const issue = (purpose: 'treatment' | 'routine_checkup') =>
    bob.api.accessTokenIssue({ body: { patientId: alice.id, purpose } })
  assert.equal((await issue('treatment')).problem, 'not-found')
  assert.equal((await issue('routine_checkup')).status, 201)
})

test('someone who no longer treats gets no token', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  const leaver = await env.makeDoctor({ granteeId: bob.granteeId, treating: false })
  const reply = await leaver.api.accessTokenIssue({
    body: { patientId: alice.id, purpose: 'routine_checkup' },
  })
  assert.equal(reply.problem, 'not-found')
  assert.deepEqual((await leaver.api.shareList({})).body?.shares, [])
})

test('a share with an organization is open to who treats there', async () => {
  const [alice, bob, eve] = [await env.makePatient(), await env.makeDoctor(), await env.makeDoctor()]
  const consent = await alice.consent(bob.organizationId, { granted_to_type: 'organization' })
  assert.equal((await alice.api.consentCreate({ body: { consents: [consent] } })).status, 201)
  const issue = (doctor: typeof bob) =>
    doctor.api.accessTokenIssue({ body: { patientId: alice.id, purpose: 'routine_checkup' } })
  assert.equal((await issue(bob)).status, 201)
  assert.equal((await issue(eve)).problem, 'not-found')
})
