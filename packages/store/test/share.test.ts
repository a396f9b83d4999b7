/**
 * Goal: what a person shares can be read, and nothing else; when they stop, nothing is left to read.
 * Method: all services; a doctor who reads through relay; everything that the device sends is looked at on its way out.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  ANALYSIS_AGENTS_ID,
  decodeBlock,
  type FieldId,
  GranteeId,
  Instant,
  type MetricId,
  PatientId,
} from '@nornos/health-model'
import { type TestPerson, TestPlatform } from '@nornos/platform/testing'
import { fromBase64Url, fromUtf8, present } from '@nornos/std'
import fc from 'fast-check'
import type { DeviceApi, ShareRequest } from '../src/index.ts'
import { appleFile, appleRecords, steps } from './health-files.ts'
import { importWhole, makeDevice, makeOwner, secondDevice, type VaultOwner } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

type Sent = Parameters<DeviceApi['itemPut']>[0]['body']['items'][number]

/** Notes every item that is published. */
function listening(api: DeviceApi, sent: Sent[]): DeviceApi {
  return {
    ...api,
    itemPut: (input) => {
      sent.push(...input.body.items)
      return api.itemPut(input)
    },
  }
}

function shareWith(granteeId: string, changes: Partial<ShareRequest> = {}): ShareRequest {
  return {
    granteeId: GranteeId.parse(granteeId),
    granteeName: 'Dr Solheim',
    fields: ['hrv', 'sleep', 'activity'],
    excludedFields: ['genomics', 'mental_health'],
    purpose: 'routine_checkup',
    days: 30,
    withAgents: false,
    ...changes,
  }
}

async function accessTo(doctor: TestPerson, owner: VaultOwner) {
  const patientId = PatientId.parse(owner.person.id)
  const grant = await doctor.api.accessTokenIssue({ body: { patientId, purpose: 'routine_checkup' } })
  return { patientId, accessToken: grant.body?.accessToken ?? '', grant }
}

async function readAs(
  doctor: TestPerson,
  owner: VaultOwner,
  field: FieldId,
  metric: MetricId,
  resolution: 'raw' | 'hour' | 'day' | 'month',
) {
  const { accessToken, patientId } = await accessTo(doctor, owner)
  return doctor.api.dataRead({
    params: { patientId, field },
    query: {
      metric,
      from: Instant.parse('2021-01-01T00:00:00Z'),
      to: Instant.parse('2021-03-01T00:00:00Z'),
      resolution,
      points: '20000',
    },
    accessToken,
  })
}

test('a doctor reads what is shared at every resolution, as the patient sees it, and nothing else', async () => {
  const doctor = await env.makeDoctor()
  const owner = await makeOwner(env)
  await importWhole(owner.device, appleFile(20).file)
  const shared = await owner.device.share(shareWith(doctor.granteeId, { withAgents: true }))
  assert.ok(shared.ok && shared.value.consentIds.length === 2)
  await owner.device.syncNow()
  assert.equal((await owner.device.publishState()).state, 'published')

  const days = present((await readAs(doctor, owner, 'activity', 'steps', 'day')).body, 'days')
  assert.ok(days.resolution === 'day')
  const own = await owner.device.series({
    metric: 'steps',
    from: Date.UTC(2021, 0, 1),
    to: Date.UTC(2021, 2, 1),
    resolution: 'day',
    points: 1000,
  })
  assert.deepEqual(
    days.series.map(({ source }) => source),
    [null],
  )
  assert.deepEqual(days.series[0]?.sum, [...own.value])
  for (const resolution of ['raw', 'hour', 'month'] as const) {
    const { body } = await readAs(doctor, owner, 'hrv', 'hrv_sdnn', resolution)
    assert.equal(body?.resolution, resolution)
    assert.ok(body.resolution === 'raw' ? body.values.length > 0 : body.series.length > 0)
  }
  assert.equal((await readAs(doctor, owner, 'sleep', 'sleep_hypnogram', 'raw')).status, 200)
  assert.equal((await readAs(doctor, owner, 'heart_rate', 'heart_rate', 'day')).status, 404)
  await owner.device.close()
})

test('a new order of sources changes what the doctor reads, and nothing is sent to whom nothing is shared', async () => {
  const [doctor, stranger] = [await env.makeDoctor(), await env.makeDoctor()]
  const owner = await makeOwner(env)
  await importWhole(
    owner.device,
    appleRecords(
      steps('2021-01-05 08:00:00', '2021-01-05 09:00:00', 1000, 'Phone'),
      steps('2021-01-05 08:00:00', '2021-01-05 09:00:00', 1100, 'Anna’s Watch'),
      steps('2021-01-05 10:00:00', '2021-01-05 10:10:00', 300, 'Phone'),
    ),
  )
  assert.ok((await owner.device.share(shareWith(doctor.granteeId))).ok)
  await owner.device.syncNow()
  const stepsRead = async () => {
    const { body } = await readAs(doctor, owner, 'activity', 'steps', 'day')
    return body?.resolution === 'day' ? body.series[0]?.sum : undefined
  }
  assert.deepEqual(await stepsRead(), [1400])
  const order = (await owner.device.sources()).map(({ sourceId }) => sourceId).reverse()
  assert.ok((await owner.device.orderSources(order)).ok)
  await owner.device.syncNow()
  assert.deepEqual(await stepsRead(), [1300])
  assert.equal((await accessTo(stranger, owner)).grant.status, 404)
  await owner.device.close()
})

test('when sharing stops the doctor reads nothing and nothing is left to publish', async () => {
  const doctor = await env.makeDoctor()
  const owner = await makeOwner(env)
  await importWhole(owner.device, appleFile(4).file)
  const shared = await owner.device.share(shareWith(doctor.granteeId))
  assert.ok(shared.ok)
  await owner.device.syncNow()
  assert.equal((await readAs(doctor, owner, 'hrv', 'hrv_sdnn', 'day')).status, 200)
  const stopped = await owner.device.stopSharing(present(shared.value.consentIds[0], 'one consent'))
  assert.deepEqual(stopped, { ok: true, value: { state: 'ended' } })
  assert.equal((await accessTo(doctor, owner)).grant.status, 404)
  await owner.device.syncNow()
  assert.equal((await owner.device.publishState()).state, 'nothing_shared')
  assert.deepEqual((await owner.person.api.publishPlanRead({})).body?.fields, [])
  await owner.device.close()
})

test('publishing again sends nothing, and new data alone is sent', async () => {
  const doctor = await env.makeDoctor()
  const sent: Sent[] = []
  const owner = await makeOwner(env)
  await importWhole(owner.device, appleFile(10).file)
  await owner.device.close()
  const { device } = await makeDevice(
    env,
    { api: listening(owner.person.api, sent) },
    {
      storage: owner.storage,
    },
  )
  await device.unlockWithPasskey(owner.passkey)
  await device.share(shareWith(doctor.granteeId))
  await device.syncNow()
  const first = sent.length
  assert.ok(first > 0)
  await device.syncNow()
  assert.equal(sent.length, first)
  await importWhole(device, appleFile(12).file)
  await device.syncNow()
  const again = sent.slice(first)
  assert.ok(again.length > 0)
  assert.ok(again.every(({ version }) => version <= 2))
  await device.close()
})

test('sharing once more with the same doctor replaces what was shared', async () => {
  const doctor = await env.makeDoctor()
  const owner = await makeOwner(env)
  await importWhole(owner.device, appleFile(4).file)
  await owner.device.share(shareWith(doctor.granteeId))
  await owner.device.syncNow()
  const again = await owner.device.share(shareWith(doctor.granteeId, { fields: ['sleep'] }))
  assert.ok(again.ok)
  await owner.device.syncNow()
  const plan = await owner.person.api.publishPlanRead({})
  assert.deepEqual(
    plan.body?.fields.map(({ field }) => field),
    ['sleep'],
  )
  assert.equal((await readAs(doctor, owner, 'hrv', 'hrv_sdnn', 'day')).status, 404)
  await owner.device.close()
})

test('groups become fields, and what is very sensitive is shared only by its own name', async () => {
  const doctor = await env.makeDoctor()
  const owner = await makeOwner(env)
  await owner.device.share(
    shareWith(doctor.granteeId, { fields: ['vitals', 'mental_health'], excludedFields: ['temperature'] }),
  )
  const listed = await owner.person.api.consentList({})
  const record = present(listed.body?.consents[0], 'the consent').record
  assert.deepEqual(
    record.data_fields.toSorted(),
    ['blood_pressure', 'heart_rate', 'hrv', 'mental_health', 'respiration_oxygen', 'temperature'].toSorted(),
  )
  assert.deepEqual(record.excluded_fields, ['temperature'])
  await owner.device.close()
})

test('a second doctor does not take from the agents what the first one was given', async () => {
  const [first, second] = [await env.makeDoctor(), await env.makeDoctor()]
  const owner = await makeOwner(env)
  await owner.device.share(shareWith(first.granteeId, { fields: ['hrv'], withAgents: true }))
  await owner.device.share(shareWith(second.granteeId, { fields: ['sleep'], withAgents: true }))
  const listed = await owner.person.api.consentList({})
  const agents = listed.body?.consents.filter(({ record }) => record.granted_to === ANALYSIS_AGENTS_ID)
  const live = agents?.filter(({ state }) => state === 'live')
  assert.deepEqual(
    live?.map(({ record }) => record.data_fields),
    [['hrv', 'sleep']],
  )
  await owner.device.close()
})

test('a device that joined signs consents that hold', async () => {
  const doctor = await env.makeDoctor()
  const owner = await makeOwner(env)
  await importWhole(owner.device, appleFile(3).file)
  await owner.device.syncNow()
  const second = await secondDevice(env, owner)
  const shared = await second.device.share(shareWith(doctor.granteeId))
  assert.equal(shared.ok, true)
  await second.device.syncNow()
  assert.equal((await readAs(doctor, owner, 'hrv', 'hrv_sdnn', 'day')).status, 200)
  await owner.device.close()
  await second.device.close()
})

test('whatever is shared, only what it covers is ever sent', async () => {
  const doctor = await env.makeDoctor()
  const owner = await makeOwner(env)
  await importWhole(owner.device, appleFile(15).file)
  await owner.device.close()
  const shareable = ['hrv', 'sleep', 'activity', 'heart_rate', 'energy', 'workouts', 'body'] as const
  const choice = fc.record({
    fields: fc.uniqueArray(fc.constantFrom(...shareable), { minLength: 1 }),
    excludedFields: fc.uniqueArray(fc.constantFrom(...shareable), { maxLength: 2 }),
    excludedMetrics: fc.uniqueArray(fc.constantFrom<MetricId>('steps', 'hrv_sdnn', 'heart_rate')),
    since: fc.option(fc.integer({ min: 0, max: 14 })),
    resolution: fc.constantFrom('raw' as const, 'hourly' as const, 'daily' as const),
  })
  await fc.assert(
    fc.asyncProperty(choice, async ({ fields, excludedFields, excludedMetrics, since, resolution }) => {
      const sent: Sent[] = []
      const api = listening(owner.person.api, sent)
      const { device } = await makeDevice(env, { api }, { storage: owner.storage })
      await device.unlockWithPasskey(owner.passkey)
      const dataSince = since === null ? null : new Date(Date.UTC(2021, 0, 2 + since, 7)).toISOString()
      const instant = dataSince === null ? null : Instant.parse(dataSince.replace('.000Z', 'Z'))
      const covered = fields.filter((field) => !excludedFields.includes(field))
      const shared = await device.share(
        shareWith(doctor.granteeId, {
          ...{ fields, excludedFields, excludedMetrics },
          resolution: Object.fromEntries(fields.map((field) => [field, resolution])),
          ...(instant === null ? {} : { dataSince: instant }),
        }),
      )
      await device.syncNow()
      for (const item of sent) {
        assert.ok(covered.some((field) => field === item.field))
        assert.ok(!excludedMetrics.includes(item.metric))
        await isWithin(item, { since: instant === null ? null : Date.parse(instant), resolution })
      }
      if (covered.length === 0) assert.equal(shared.ok, false)
      if (shared.ok) await device.stopSharing(present(shared.value.consentIds[0], 'one consent'))
      await device.close()
    }),
    { numRuns: 6 },
  )
})

async function isWithin(item: Sent, cut: { since: number | null; resolution: 'raw' | 'hourly' | 'daily' }) {
  const bytes = present(fromBase64Url(item.payload), 'payloads are base64url')
  if (item.kind === 'block') {
    assert.equal(cut.resolution, 'raw')
    const block = await decodeBlock(bytes)
    assert.ok(block.ok && block.value.key.metric === item.metric)
    assert.ok(block.value.starts.every((start) => cut.since === null || start >= cut.since))
    return
  }
  const json: Record<string, unknown> = JSON.parse(present(fromUtf8(bytes), 'text'))
  assert.equal(json['metric'], item.metric)
  if (item.kind === 'record') {
    assert.equal(cut.resolution, 'raw')
    assert.ok(cut.since === null || Date.parse(String(json['start'])) >= cut.since)
    return
  }
  if (json['span'] === 'hour') assert.notEqual(cut.resolution, 'daily')
  const rows: readonly { at: string }[] = JSON.parse(JSON.stringify(json['rows']))
  const first = cut.since === null ? '' : new Date(cut.since).toISOString()
  for (const { at } of rows) assert.ok(at.slice(0, 7) >= first.slice(0, 7))
}
