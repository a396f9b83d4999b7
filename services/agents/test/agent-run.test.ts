/**
 * Goal: a doctor gets findings from what both they and the agents may see, the same numbers that the patient's own
 * browser computes, and nothing once sharing has ended. Method: the whole platform, generated data, real requests.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AgentRun } from '@nornos/contracts'
import { dailyStatusNeeds, runDailyStatus, snapshotOf } from '@nornos/engine'
import {
  ANALYSIS_AGENTS_ID,
  type FieldId,
  fieldOfMetric,
  type MetricId,
  metric,
  numberToLocalDay,
  rollUp,
} from '@nornos/health-model'
import {
  generatedSamples,
  publishGenerated,
  type TestPatient,
  type TestPerson,
  TestPlatform,
} from '@nornos/platform/testing'

const zone = 'Europe/Oslo'
const lastDay = Math.floor(Date.now() / 86_400_000) - 1
const asOf = numberToLocalDay(lastDay)
const fields: readonly FieldId[] = ['hrv', 'sleep', 'activity']
const generated = { fields, lastDay, days: 90, seed: 7 }

let env: TestPlatform
before(async () => {
  env = await TestPlatform.create()
})
after(() => env[Symbol.asyncDispose]())

test('the service and the browser compute the same from the same data', async () => {
  const { alice, bob } = await sharing()
  const run = await analyse(alice, bob)
  assert.equal(run.state, 'done')
  assert.deepEqual(run.result, inTheBrowser())
  assert.deepEqual(
    [...new Set(run.result?.facts.flatMap((fact) => fact.inputs))].filter((field) => !fields.includes(field)),
    [],
  )
})

test('without a consent for the agents there is nothing to analyse', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  await alice.share(bob.granteeId, fields)
  const start = await bob.api.agentRunStart({ body: request(alice) })
  assert.equal(start.problem, 'not-found')
})

test('a field that only one of the two may see is not in the result', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  await alice.share(bob.granteeId, ['sleep', 'activity'])
  await alice.share(ANALYSIS_AGENTS_ID, fields, { granted_to_type: 'agent' })
  await publishGenerated(alice, generated)
  const run = await analyse(alice, bob)
  assert.equal(run.state, 'done')
  assert.equal(JSON.stringify(run.result).includes('hrv'), false)
})

test('a metric that is left out of a shared field is missing from the result, and nothing else is', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  await alice.share(bob.granteeId, fields, { excluded_metrics: ['steps'] })
  await alice.share(ANALYSIS_AGENTS_ID, fields, { granted_to_type: 'agent' })
  await publishGenerated(alice, { ...generated, fields: ['hrv', 'sleep'] })
  const run = await analyse(alice, bob)
  assert.equal(run.state, 'done')
  assert.ok(JSON.stringify(run.result).includes('hrv'))
})

test('a result is gone the moment one of its consents ends', async () => {
  for (const which of ['doctor', 'agents'] as const) {
    const { alice, bob, consents } = await sharing()
    const { runId } = await analyse(alice, bob)
    await alice.stopSharing(consents[which])
    const gone = await bob.api.agentRunRead({ params: { runId }, query: {} })
    assert.equal(gone.problem, 'not-found')
  }
})

test('a result is gone the moment its patient ends all sharing to close the account', async () => {
  const { alice, bob } = await sharing()
  const { runId } = await analyse(alice, bob)
  assert.equal((await alice.api.consentClose({})).status, 204)
  assert.equal((await bob.api.agentRunRead({ params: { runId }, query: {} })).problem, 'not-found')
})

test('a result does not outlive the version of the consent that it was made under', async () => {
  const { alice, bob, consents } = await sharing()
  const { runId } = await analyse(alice, bob)
  const { consent_id, version } = consents.doctor.record
  await alice.share(bob.granteeId, ['sleep'], {
    consent_id,
    version: version + 1,
    supersedes: [{ consent_id, version }],
  })
  const gone = await bob.api.agentRunRead({ params: { runId }, query: {} })
  assert.equal(gone.problem, 'not-found')
})

test("another doctor does not see that there is a run, nor does the patient's own session", async () => {
  const { alice, bob } = await sharing()
  const { runId } = await analyse(alice, bob)
  const mallory = await env.makeDoctor('Mallory')
  const foreign = await mallory.api.agentRunRead({ params: { runId }, query: {} })
  const never = await mallory.api.agentRunRead({ params: { runId: crypto.randomUUID() }, query: {} })
  assert.deepEqual([foreign.status, foreign.problem], [404, 'not-found'])
  assert.deepEqual([never.status, never.problem], [404, 'not-found'])
  assert.equal((await alice.api.agentRunRead({ params: { runId }, query: {} })).status, 403)
})

test('the patient sees that the agents read, and for whom', async () => {
  const { alice, bob } = await sharing()
  await analyse(alice, bob)
  const trail = await alice.api.trailList({ query: { limit: '200' } })
  const reads = trail.body?.events.filter((event) => event.action === 'data.read') ?? []
  assert.ok(reads.length > 0)
  assert.ok(reads.every((event) => event.actorType === 'agent'))
  const [told, ...more] = trail.body?.events.filter((event) => event.action === 'agent.run') ?? []
  assert.deepEqual(more, [])
  assert.equal(told?.purpose, 'routine_checkup')
  assert.deepEqual(told?.details, { agent: 'daily-status', version: '0.1.0', languageModel: false })
})

async function sharing() {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const doctor = await alice.share(bob.granteeId, fields)
  const agents = await alice.share(ANALYSIS_AGENTS_ID, fields, { granted_to_type: 'agent' })
  await publishGenerated(alice, generated)
  return { alice, bob, consents: { doctor, agents } }
}

function request(alice: TestPatient) {
  return {
    patientId: alice.patientId,
    agent: 'daily-status',
    purpose: 'routine_checkup',
    asOf,
    zone,
  } as const
}

async function analyse(alice: TestPatient, bob: TestPerson): Promise<AgentRun> {
  const start = await bob.api.agentRunStart({ body: request(alice) })
  assert.equal(start.status, 202, start.problem)
  assert.ok(start.body)
  const { runId } = start.body
  const read = await bob.api.agentRunRead({ params: { runId }, query: { waitSeconds: '20' } })
  assert.equal(read.status, 200, read.problem)
  assert.ok(read.body)
  return read.body
}

/** What the patient's app does with the same samples, without any service. */
function inTheBrowser() {
  const samples = generatedSamples(generated).filter((sample) =>
    fields.includes(fieldOfMetric(sample.metric)),
  )
  const byMetric = Map.groupBy(samples, (sample) => sample.metric)
  const days = dailyStatusNeeds.dayMetrics.flatMap((id: MetricId) => {
    const own = (byMetric.get(id) ?? []).map((sample) => ({ ...sample, zone }))
    const isMerged = metric(id).day === 'sum'
    const groups = isMerged ? new Map([[null, own]]) : Map.groupBy(own, (sample) => sample.source)
    return [...groups].map(([source, group]) => ({
      metric: id,
      source,
      rows: rollUp(id, group, 'day', () => zone).rows,
    }))
  })
  const sleep = (byMetric.get('sleep_hypnogram') ?? []).map((sample) => ({ ...sample, zone }))
  return runDailyStatus(snapshotOf({ asOf, zone, days, sleep }))
}
