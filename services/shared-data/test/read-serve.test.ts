/**
 * Goal: a reader gets what their consent lets through, in the form it allows, and cannot tell what it does not from
 * what is not there.
 * Method: one patient with three doctors whose consents differ, and an agent; every refusal is compared byte for byte.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ANALYSIS_AGENTS_ID, DAY_MILLISECONDS, millisecondsToInstant } from '@nornos/health-model'
import {
  everyItem,
  makeEventId,
  phone,
  publish,
  read,
  seriesRange,
  seriesStart,
  watch,
} from './published-series.ts'
import {
  accept,
  makeTokenHash,
  type Patient,
  register,
  type SharedDataAlone,
  startSharedDataAlone,
} from './shared-data-alone.ts'
import type { ConsentChange } from './signing-patient.ts'

let env: SharedDataAlone
let alice: Patient

before(async () => {
  env = await startSharedDataAlone()
  alice = await env.makePatient()
  await doctorWith({ data_fields: ['hrv', 'activity', 'sleep'] })
  await publish(alice, [
    ...(await everyItem(alice, { metric: 'hrv_sdnn' })),
    ...(await everyItem(alice, { metric: 'hrv_sdnn', source: phone, days: 2, valueAt: () => 33 })),
    ...(await everyItem(alice, { metric: 'hrv_rmssd' })),
    ...(await everyItem(alice, { metric: 'steps', valueAt: (hour) => 10 * (hour % 24) })),
  ])
})
after(() => env[Symbol.asyncDispose]())

/** The hash of a token of a new doctor. */
async function doctorWith(change: ConsentChange): Promise<string> {
  const doctor = await env.makeDoctor()
  const consent = await alice.consent(doctor.membership.granteeId, change)
  await accept(env, consent)
  return register(env, doctor, consent)
}

test('samples come in time order over all sources, with their source and zone', async () => {
  const token = await doctorWith({ data_fields: ['hrv'] })
  const { body } = await read(env, token, alice, 'hrv_sdnn')
  assert.ok(body?.resolution === 'raw')
  assert.equal(body.values.length, 5 * 24 + 2 * 24)
  assert.deepEqual(
    body.offsetsMs,
    body.offsetsMs.toSorted((left, right) => left - right),
  )
  assert.equal(body.sourceIds.length, 2)
  assert.deepEqual(body.zoneNames, ['Europe/Oslo'])
  assert.equal(body.cut, false)
})

test('a range and a budget are kept, and the answer says when there was more', async () => {
  const token = await doctorWith({ data_fields: ['hrv'] })
  const day = {
    from: millisecondsToInstant(seriesStart),
    to: millisecondsToInstant(seriesStart + DAY_MILLISECONDS),
  }
  const whole = await read(env, token, alice, 'hrv_sdnn', day)
  assert.ok(whole.body?.resolution === 'raw')
  assert.equal(whole.body.values.length, 48)
  const few = await read(env, token, alice, 'hrv_sdnn', { ...day, points: 5 })
  assert.ok(few.body?.resolution === 'raw')
  assert.deepEqual([few.body.values.length, few.body.cut], [5, true])
})

test('days come by source as the device rolled them up, cumulative ones merged', async () => {
  const token = await doctorWith({ data_fields: ['hrv', 'activity'] })
  const { body } = await read(env, token, alice, 'hrv_sdnn', { resolution: 'day' })
  assert.ok(body?.resolution === 'day')
  assert.deepEqual(body.series.map(({ source }) => source).sort(), ['a0'.repeat(16), 'b1'.repeat(16)])
  const steps = await read(env, token, alice, 'steps', { resolution: 'day' })
  assert.ok(steps.body?.resolution === 'day')
  const [merged] = steps.body.series
  assert.equal(merged?.source, null)
  assert.equal(
    merged?.sum.reduce((sum, value) => sum + value, 0),
    5 * 10 * (23 * 12),
  )
  const hours = await read(env, token, alice, 'hrv_sdnn', { resolution: 'hour' })
  assert.ok(hours.body?.resolution === 'hour')
  const ofWatch = hours.body.series.find(({ source }) => source === watch)
  assert.equal(ofWatch?.count.length, 120)
  const months = await read(env, token, alice, 'hrv_sdnn', {
    resolution: 'month',
    from: millisecondsToInstant(seriesStart - 60 * DAY_MILLISECONDS),
    to: millisecondsToInstant(seriesStart + 60 * DAY_MILLISECONDS),
  })
  assert.ok(months.body?.resolution === 'month')
  const counted = months.body.series.flatMap(({ count }) => count).reduce((sum, count) => sum + count, 0)
  assert.equal(counted, 168)
})

test('a coarser consent answers with days, whatever is asked, although samples are stored for others', async () => {
  const token = await doctorWith({ data_fields: ['hrv'], resolution: { hrv: 'daily' } })
  for (const resolution of ['raw', 'hour', 'day'] as const) {
    const { body } = await read(env, token, alice, 'hrv_sdnn', { resolution })
    assert.equal(body?.resolution, 'day')
  }
})

test('nothing from before the first allowed moment is given, although it is stored for others', async () => {
  const since = seriesStart + 3 * DAY_MILLISECONDS
  const token = await doctorWith({ data_fields: ['hrv'], data_since: millisecondsToInstant(since) })
  const raw = await read(env, token, alice, 'hrv_sdnn')
  assert.ok(raw.body?.resolution === 'raw')
  assert.equal(raw.body.values.length, 48)
  const days = await read(env, token, alice, 'hrv_sdnn', { resolution: 'day' })
  assert.ok(days.body?.resolution === 'day')
  assert.ok(days.body.series.flatMap((one) => one.days).every((day) => Date.parse(day) > since))
  const summary = await env.asRelay.summaryServe({
    body: { tokenHash: token, patientId: alice.id, eventId: makeEventId() },
  })
  const [hrv] = summary.body?.fields ?? []
  assert.ok(hrv?.metrics.every(({ from }) => Date.parse(from) >= since))
})

test('an agent reads what both consents let through, at the coarser of the two, and nothing when one ends', async () => {
  const doctor = await env.makeDoctor()
  const own = await alice.consent(doctor.membership.granteeId, { data_fields: ['hrv', 'sleep'] })
  const agents = await alice.consent(ANALYSIS_AGENTS_ID, {
    granted_to_type: 'agent',
    data_fields: ['hrv', 'activity'],
    excluded_metrics: ['hrv_rmssd'],
    resolution: { hrv: 'hourly' },
  })
  await accept(env, own, agents)
  const tokenHash = makeTokenHash()
  const reply = await env.asRelay.readTokenRegister({
    body: {
      ...{ tokenHash, patientId: alice.id, sessionToken: doctor.sessionToken },
      consentId: own.record.consent_id,
      agentConsentId: agents.record.consent_id,
      keyThumbprint: 'k'.repeat(43),
      expiresAt: own.record.valid_until,
    },
  })
  assert.equal(reply.status, 204)
  const { body } = await read(env, tokenHash, alice, 'hrv_sdnn')
  assert.equal(body?.resolution, 'hour')
  for (const metric of ['hrv_rmssd', 'steps', 'sleep_total'] as const) {
    assert.equal((await read(env, tokenHash, alice, metric)).problem, 'not-found')
  }
  const params = { consentId: agents.record.consent_id }
  await env.asRelay.grantEnd({ params, body: await alice.revocation(agents) })
  assert.equal((await read(env, tokenHash, alice, 'hrv_sdnn')).problem, 'not-found')
})

test('excluded, not offered, not existing, foreign and unknown look the same to the last byte', async () => {
  const token = await doctorWith({ data_fields: ['hrv'], excluded_metrics: ['hrv_rmssd'] })
  const carol = await env.makePatient()
  const ask = (tokenHash: string, patientId: string, field: string, metric: string) =>
    plainly(env, { tokenHash, patientId, field, metric })
  const answers = [
    await ask(token, alice.id, 'hrv', 'hrv_rmssd'),
    await ask(token, alice.id, 'activity', 'steps'),
    await ask(token, alice.id, 'genomics', 'genotype_snps'),
    await ask(token, alice.id, 'sleep', 'hrv_sdnn'),
    await ask(token, carol.id, 'hrv', 'hrv_sdnn'),
    await ask(makeTokenHash(), alice.id, 'hrv', 'hrv_sdnn'),
  ]
  assert.equal(answers[0]?.status, 404)
  for (const answer of answers) assert.deepEqual(answer, answers[0])
})

test('shared but empty is an empty series, and the summary lists the field without metrics', async () => {
  const token = await doctorWith({ data_fields: ['hrv', 'sleep'] })
  const { body } = await read(env, token, alice, 'sleep_total')
  assert.ok(body?.resolution === 'raw')
  assert.deepEqual(body.values, [])
  const summary = await env.asRelay.summaryServe({
    body: { tokenHash: token, patientId: alice.id, eventId: makeEventId() },
  })
  assert.deepEqual(
    summary.body?.fields.map(({ field, metrics }) => [field, metrics.map(({ metric }) => metric)]),
    [
      ['hrv', ['hrv_sdnn', 'hrv_rmssd']],
      ['sleep', []],
    ],
  )
  const [sdnn] = summary.body?.fields[0]?.metrics ?? []
  assert.equal(sdnn?.samples, 168)
  assert.ok(summary.body?.dataTo)
})

test('each read is written down under the event of the trail, once, and the patient sees it', async () => {
  const token = await doctorWith({ data_fields: ['hrv'] })
  const eventId = makeEventId()
  const body = {
    ...{ tokenHash: token, patientId: alice.id, eventId, field: 'hrv' as const },
    query: { metric: 'hrv_sdnn' as const, ...seriesRange, resolution: 'raw' as const, points: 5_000 },
  }
  assert.equal((await env.asRelay.readServe({ body })).status, 200)
  // A second read behind the same entry would not show in the trail.
  assert.equal((await env.asRelay.readServe({ body })).problem, 'not-found')
  const { body: list } = await alice.api.servedList({ query: { since: seriesRange.from } })
  const entries = list?.served.filter((entry) => entry.eventId === eventId) ?? []
  assert.deepEqual(
    entries.map(({ field, items }) => [field, items]),
    [['hrv', 7]],
  )
  const stranger = await env.makePatient()
  assert.deepEqual((await stranger.api.servedList({ query: { since: seriesRange.from } })).body, {
    served: [],
  })
})

async function plainly(
  { asRelay: _, publicUrl, authorizationOf }: SharedDataAlone,
  asked: { tokenHash: string; patientId: string; field: string; metric: string },
): Promise<{ status: number; text: string; headers: Record<string, string> }> {
  const { tokenHash, patientId, field, metric } = asked
  const response = await fetch(`${publicUrl}/v1/reads`, {
    method: 'POST',
    headers: { authorization: await authorizationOf('relay'), 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ tokenHash, patientId, field, eventId: makeEventId() },
      query: { metric, ...seriesRange, resolution: 'raw', points: 100 },
    }),
  })
  const { date: _date, 'x-correlation-id': _id, ...headers } = Object.fromEntries(response.headers)
  return { status: response.status, text: await response.text(), headers }
}
