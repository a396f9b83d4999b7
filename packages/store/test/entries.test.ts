/**
 * Goal: what a person writes down is there at once, on every device, corrected and deleted as they say, and shared only
 * as far as a consent goes.
 * Method: real services; two devices, one of them without a network; a doctor who reads; everything sent is looked at.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  Entry,
  type EntryContent,
  EntryId,
  GranteeId,
  Instant,
  LocalDay,
  type MetricId,
} from '@nornos/health-model'
import { TestPlatform } from '@nornos/platform/testing'
import { fromBase64Url, fromUtf8, present } from '@nornos/std'
import type { Device, DeviceApi, ShareRequest } from '../src/index.ts'
import { appleRecords, heartRate } from './health-files.ts'
import { importWhole, makeDevice, makeOwner, offlineApi, secondDevice, zone } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

const moment = '2021-01-05T08:00:00Z'

function entryOf(content: EntryContent, at = moment, entryId: string = crypto.randomUUID()): Entry {
  return Entry.parse({ entryId, at, zone, content })
}

function pressure(systolic: number, at = moment, entryId?: string): Entry {
  return entryOf({ kind: 'blood_pressure', systolic, diastolic: 80, pulse: null }, at, entryId)
}

async function valuesOf(device: Device, metric: MetricId): Promise<readonly number[]> {
  const from = Date.UTC(2020, 11, 1)
  const series = await device.series({
    metric,
    from,
    to: Date.UTC(2021, 3, 1),
    resolution: 'day',
    points: 1000,
  })
  const raw = await device.series({ metric, from, to: Date.UTC(2021, 3, 1), resolution: 'raw', points: 1000 })
  if (raw.value.length === 1) assert.deepEqual([...series.value], [...raw.value])
  return [...raw.value]
}

async function listOf(device: Device): Promise<readonly Entry[]> {
  const page = await device.entries({
    kinds: [],
    from: 0,
    to: Number.MAX_SAFE_INTEGER,
    limit: 500,
    offset: 0,
  })
  return page.entries
}

test('an entry is in the chart at once, also without a network, and after the device was locked', async () => {
  const owner = await makeOwner(env)
  await owner.device.close()
  const { device } = await makeDevice(env, { api: await offlineApi() }, { storage: owner.storage })
  assert.ok((await device.unlockWithPasskey(owner.passkey)).ok)
  assert.ok((await device.saveEntry(pressure(128))).ok)
  assert.deepEqual(await valuesOf(device, 'bp_systolic'), [128])
  await device.lock()
  assert.ok((await device.unlockWithPasskey(owner.passkey)).ok)
  assert.deepEqual(await valuesOf(device, 'bp_systolic'), [128])
  const [row] = (await device.overview()).filter(({ metric }) => metric === 'bp_systolic')
  assert.deepEqual(
    row?.sources.map(({ name }) => name),
    ['Entered by hand'],
  )
  await device.close()
})

test('a locked device takes no entry', async () => {
  const owner = await makeOwner(env)
  await owner.device.lock()
  assert.deepEqual(await owner.device.saveEntry(pressure(128)), { ok: false, error: { type: 'VaultLocked' } })
  await owner.device.close()
})

test('two devices that write at once lose nothing and come to the same', async () => {
  const first = await makeOwner(env)
  const second = await secondDevice(env, first)
  for (let at = 0; at < 3; at++) {
    assert.ok((await first.device.saveEntry(pressure(120 + at, `2021-01-05T0${at}:00:00Z`))).ok)
    assert.ok((await second.device.saveEntry(pressure(140 + at, `2021-01-05T0${at}:30:00Z`))).ok)
  }
  await Promise.all([first.device.syncNow(), second.device.syncNow()])
  for (const { device } of [first, second, first]) await device.syncNow()
  assert.deepEqual(await valuesOf(first.device, 'bp_systolic'), [120, 140, 121, 141, 122, 142])
  assert.deepEqual(await valuesOf(second.device, 'bp_systolic'), [120, 140, 121, 141, 122, 142])
  assert.deepEqual(await listOf(first.device), await listOf(second.device))
  await first.device.close()
  await second.device.close()
})

test('what one device wrote the other one corrects and deletes', async () => {
  const first = await makeOwner(env)
  const second = await secondDevice(env, first)
  const [kept, gone] = [pressure(128), pressure(150, '2021-02-01T08:00:00Z')]
  for (const entry of [kept, gone]) assert.ok((await first.device.saveEntry(entry)).ok)
  await first.device.syncNow()
  await second.device.syncNow()
  assert.ok((await second.device.saveEntry(pressure(118, '2021-01-06T08:00:00Z', kept.entryId))).ok)
  assert.ok((await second.device.deleteEntry(gone.entryId)).ok)
  assert.deepEqual(await valuesOf(second.device, 'bp_systolic'), [118])
  await second.device.syncNow()
  await first.device.syncNow()
  assert.deepEqual(await valuesOf(first.device, 'bp_systolic'), [118])
  assert.deepEqual(
    (await listOf(first.device)).map(({ at }) => at),
    ['2021-01-06T08:00:00Z'],
  )
  await first.device.close()
  await second.device.close()
})

test('of two corrections at once the later one counts on both devices', async () => {
  const first = await makeOwner(env)
  const second = await secondDevice(env, first)
  const entry = pressure(128)
  await first.device.saveEntry(entry)
  await first.device.syncNow()
  await second.device.syncNow()
  await first.device.saveEntry(pressure(111, moment, entry.entryId))
  await second.device.saveEntry(pressure(112, moment, entry.entryId))
  await second.device.saveEntry(pressure(113, moment, entry.entryId))
  for (const { device } of [first, second, first]) await device.syncNow()
  assert.deepEqual(await valuesOf(first.device, 'bp_systolic'), [113])
  assert.deepEqual(await valuesOf(second.device, 'bp_systolic'), [113])
  await first.device.close()
  await second.device.close()
})

test('more entries than one part holds are all there, in pages', async () => {
  const owner = await makeOwner(env)
  await owner.device.close()
  // Without a network: what is counted here does not wait for five hundred commits.
  const { device } = await makeDevice(env, { api: await offlineApi() }, { storage: owner.storage })
  assert.ok((await device.unlockWithPasskey(owner.passkey)).ok)
  for (let at = 0; at < 502; at++) {
    const when = new Date(Date.UTC(2021, 0, 1) + at * 60_000).toISOString().replace('.000Z', 'Z')
    await device.saveEntry(entryOf({ kind: 'mood', value: 0, remark: '' }, when))
  }
  const asked = { kinds: ['mood'] as const, from: 0, to: Number.MAX_SAFE_INTEGER, limit: 9999, offset: 0 }
  const page = await device.entries(asked)
  assert.deepEqual([page.total, page.entries.length], [502, 500])
  const rest = await device.entries({ ...asked, offset: 500 })
  assert.equal(rest.entries.length, 2)
  assert.equal((await device.entries({ ...asked, kinds: ['note'] })).total, 0)
  await device.close()
})

test('a stay moves days and nights, and taking it back moves them again', async () => {
  const owner = await makeOwner(env)
  // 23:30 in Oslo; the next morning in Tokyo.
  await importWhole(owner.device, appleRecords(heartRate('2021-01-05 22:30:00', 60)))
  const day = async () => {
    const [from, to] = [Date.UTC(2021, 0, 1), Date.UTC(2021, 1, 1)]
    const query = { metric: 'heart_rate', from, to, resolution: 'day', points: 100 } as const
    return new Date((await owner.device.series(query)).time[0] ?? 0).toISOString()
  }
  assert.equal(await day(), '2021-01-04T23:00:00.000Z')
  const until = Instant.parse('2021-01-10T00:00:00Z')
  const stay = Entry.parse({
    ...entryOf({ kind: 'stay', until }, '2021-01-03T00:00:00Z'),
    zone: 'Asia/Tokyo',
  })
  await owner.device.saveEntry(stay)
  assert.equal(await day(), '2021-01-05T15:00:00.000Z')
  assert.deepEqual(
    (await owner.device.zones()).map((one) => one.zone),
    ['Europe/Oslo', 'Asia/Tokyo', 'Europe/Oslo'],
  )
  const second = await secondDevice(env, owner)
  await owner.device.syncNow()
  await second.device.syncNow()
  assert.deepEqual(await second.device.zones(), await owner.device.zones())
  await owner.device.deleteEntry(stay.entryId)
  assert.equal(await day(), '2021-01-04T23:00:00.000Z')
  assert.deepEqual(await second.device.nights(LocalDay.parse('2021-01-01'), LocalDay.parse('2021-01-09')), [])
  await owner.device.close()
  await second.device.close()
})

type Sent = Parameters<DeviceApi['itemPut']>[0]['body']['items'][number]

function shareWith(granteeId: string, fields: ShareRequest['fields'], excluded: ShareRequest['fields']) {
  return {
    granteeId: GranteeId.parse(granteeId),
    granteeName: 'Dr Solheim',
    fields,
    excludedFields: excluded,
    purpose: 'routine_checkup',
    days: 30,
    withAgents: false,
  } as ShareRequest
}

function textOf({ payload }: Sent): string {
  return fromUtf8(present(fromBase64Url(payload), 'payloads are base64url')) ?? ''
}

test('only entries of a field that is shared are published, corrected and taken back', async () => {
  const doctor = await env.makeDoctor()
  const owner = await makeOwner(env)
  const symptom = entryOf({ kind: 'symptom', name: 'Headache', severity: 'mild', remark: '' })
  const contents: readonly EntryContent[] = [
    {
      kind: 'questionnaire',
      questionnaire: 'phq-9',
      answers: Array.from({ length: 10 }, () => 1),
      isDone: true,
    },
    { kind: 'period', flow: 2 },
    { kind: 'note', text: 'A private note' },
    { kind: 'mood', value: -1, remark: 'Low' },
    { kind: 'medication_taken', name: 'Sertraline', dose: '50 mg' },
  ]
  for (const entry of [symptom, pressure(128), ...contents.map((one) => entryOf(one))]) {
    assert.ok((await owner.device.saveEntry(entry)).ok)
  }
  await owner.device.close()
  const sent: Sent[] = []
  const api: DeviceApi = {
    ...owner.person.api,
    itemPut: (input) => {
      sent.push(...input.body.items)
      return owner.person.api.itemPut(input)
    },
  }
  const { device } = await makeDevice(env, { api }, { storage: owner.storage })
  await device.unlockWithPasskey(owner.passkey)
  const shared = await device.share(
    shareWith(doctor.granteeId, ['vitals', 'clinical', 'symptoms'], ['clinical_record']),
  )
  assert.ok(shared.ok)
  await device.syncNow()
  const metrics = new Set(sent.map(({ metric }) => metric))
  assert.deepEqual([...metrics].sort(), ['bp_diastolic', 'bp_systolic', 'symptom'])
  assert.ok(sent.filter(({ kind }) => kind === 'record').every((item) => textOf(item).includes('Headache')))

  sent.length = 0
  const corrected = { ...symptom, content: { ...symptom.content, severity: 'severe' } }
  await device.saveEntry(Entry.parse(corrected))
  await device.syncNow()
  assert.deepEqual(
    sent.map(({ metric, version }) => [metric, version]),
    [['symptom', 2]],
  )
  assert.ok(textOf(present(sent[0], 'the corrected one')).includes('severe'))

  await device.deleteEntry(EntryId.parse(symptom.entryId))
  await device.syncNow()
  const plan = await owner.person.api.publishPlanRead({})
  const symptoms = plan.body?.fields.find(({ field }) => field === 'symptoms')
  assert.deepEqual(symptoms?.items, [])
  await device.close()
})
