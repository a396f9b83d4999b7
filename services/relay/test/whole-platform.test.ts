/**
 * Goal: relay and shared-data say the same: what both signed copies allow is readable, and nothing else, from the
 * moment of consent until the moment of stopping. Method: all services in one process behind the gateway, real people
 * who sign in, generated data published by the patient's device.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY_MILLISECONDS, type FieldId, utcDay } from '@nornos/health-model'
import { publishGenerated, TestPlatform } from '@nornos/platform/testing'

let env: TestPlatform

before(async () => {
  env = await TestPlatform.create()
})
after(() => env[Symbol.asyncDispose]())

const fields: readonly FieldId[] = ['hrv', 'sleep', 'activity']
const lastDay = utcDay(Date.now()) - 1

async function shareAndPublish() {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const consent = await alice.share(bob.granteeId, fields)
  await publishGenerated(alice, { fields, lastDay, days: 7, seed: 7 })
  const grant = await bob.api.accessTokenIssue({
    body: { patientId: alice.patientId, purpose: 'routine_checkup' },
  })
  assert.ok(grant.body, grant.problem)
  const { accessToken } = grant.body
  const read = (field: FieldId, metric: 'hrv_sdnn' | 'heart_rate') =>
    bob.api.dataRead({
      params: { patientId: alice.patientId, field },
      query: {
        metric,
        from: new Date((lastDay - 7) * DAY_MILLISECONDS).toISOString().replace('.000Z', 'Z'),
        to: new Date((lastDay + 1) * DAY_MILLISECONDS).toISOString().replace('.000Z', 'Z'),
        resolution: 'day',
      },
      accessToken,
    })
  return { alice, bob, consent, accessToken, read }
}

test('a doctor reads what is shared, each access is in the trail and among what was served', async () => {
  const { alice, bob, accessToken, read } = await shareAndPublish()
  const summary = await bob.api.dataSummary({ params: { patientId: alice.patientId }, accessToken })
  assert.deepEqual(summary.body?.fields.map(({ field }) => field).toSorted(), [...fields].toSorted())
  const reply = await read('hrv', 'hrv_sdnn')
  assert.equal(reply.status, 200)
  assert.ok(reply.body?.resolution === 'day' && reply.body.series.length > 0)

  const trail = (await alice.api.trailList({ query: {} })).body?.events ?? []
  const entry = trail.find(({ eventId }) => eventId === reply.body?.eventId)
  assert.partialDeepStrictEqual(entry, { action: 'data.read', actor: bob.id, fields: ['hrv'] })
  const served = await alice.api.servedList({ query: { since: '2020-01-01T00:00:00Z' } })
  const known = new Set<string>(trail.map(({ eventId }) => eventId))
  assert.ok((served.body?.served.length ?? 0) >= 2)
  assert.deepEqual(
    served.body?.served.filter(({ eventId }) => !known.has(eventId)),
    [],
  )
})

test('heart rate is not shared, and so it does not exist', async () => {
  const { read } = await shareAndPublish()
  assert.equal((await read('heart_rate', 'heart_rate')).status, 404)
  assert.equal((await read('hrv', 'hrv_sdnn')).status, 200)
})

test('after stopping nothing is left to read, and the answer is the one for a stranger', async () => {
  const { alice, bob, consent, read } = await shareAndPublish()
  const carol = await env.makePatient('Carol Berg')
  assert.equal((await read('hrv', 'hrv_sdnn')).status, 200)
  await alice.stopSharing(consent)
  const after = await read('hrv', 'hrv_sdnn')
  const ask = async (patientId: typeof alice.patientId) => {
    const { problem, status, title, detail } = (await bob.api.accessTokenIssue({
      body: { patientId, purpose: 'routine_checkup' },
    })) as { problem?: string; status: number; title?: string; detail?: string }
    return { problem, status, title, detail }
  }
  assert.deepEqual(await ask(alice.patientId), await ask(carol.patientId))
  assert.equal(after.problem, 'not-found')
  assert.deepEqual((await bob.api.shareList({})).body?.shares, [])
  const view = (await alice.api.consentList({})).body?.consents[0]
  assert.partialDeepStrictEqual(view, { state: 'ended', granteeName: 'Ingrid Solheim' })
  assert.deepEqual((await alice.api.publishPlanRead({})).body?.fields, [])
})

test('whoever has signed out reads nothing with a token of before', async () => {
  const { bob, read } = await shareAndPublish()
  assert.equal((await read('hrv', 'hrv_sdnn')).status, 200)
  await bob.api.sessionEnd({})
  const endedAt = performance.now()
  let reply = await read('hrv', 'hrv_sdnn')
  while (reply.status === 200 && performance.now() - endedAt < 5_000) reply = await read('hrv', 'hrv_sdnn')
  assert.equal(reply.problem, 'not-found')
  assert.ok(performance.now() - endedAt < 1_000)
})

test('a patient whose devices shared-data does not know cannot share yet', async () => {
  const bob = await env.makeDoctor()
  const person = await env.makePerson({ name: 'New Patient', actor: 'patient' })
  const alice = await env.makePatient()
  const consent = await alice.draftConsent({ granted_to: bob.granteeId as never })
  const reply = await person.api.consentCreate({ body: { consents: [consent] } })
  assert.equal(reply.problem, 'sharing-not-ready')
})
