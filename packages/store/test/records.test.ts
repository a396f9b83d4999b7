/**
 * Goal: the timeline, a record and the table of results show what was imported.
 * Method: a bundle of a clinic, made up here, through the importers into a real vault.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { RecordId } from '@nornos/health-model'
import { TestPlatform } from '@nornos/platform/testing'
import { LockedError, type RecordsQuery } from '../src/index.ts'
import { importWhole, makeOwner } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

const result = (text: string, loinc: string, at: string, value: number, unit: string, high: number) => ({
  resourceType: 'Observation',
  status: 'final',
  category: [
    {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }],
    },
  ],
  code: { coding: [{ system: 'http://loinc.org', code: loinc }], text },
  effectiveDateTime: at,
  valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
  referenceRange: [{ high: { value: high, unit } }],
})

const resources = [
  result('LDL cholesterol', '13457-7', '2020-04-01T08:00:00Z', 3.9, 'mmol/L', 3),
  result('LDL cholesterol', '13457-7', '2021-04-01T08:00:00Z', 2.8, 'mmol/L', 3),
  { resourceType: 'Condition', code: { text: 'Hypertension' }, onsetDateTime: '2019-02-03' },
  { resourceType: 'AllergyIntolerance', code: { text: 'Penicillin' } },
]
const bundle = () => {
  const entry = resources.map((resource) => ({ resource }))
  return new File([JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry })], 'clinic.json')
}
const everything: RecordsQuery = { groups: [], text: '', limit: 50, offset: 0 }

test('the timeline is newest first, counts every group, and is found by words and by group', async () => {
  const { device } = await makeOwner(env)
  await importWhole(device, bundle())
  const all = await device.records(everything)
  assert.deepEqual(
    all.rows.map(({ at, title }) => [at === null ? null : new Date(at).getUTCFullYear(), title]),
    [
      [2021, 'LDL cholesterol'],
      [2020, 'LDL cholesterol'],
      [2019, 'Hypertension'],
      [null, 'Penicillin'],
    ],
  )
  assert.deepEqual(
    all.rows.map(({ date }) => date),
    [null, null, '2019-02-03', null],
  )
  assert.equal(all.counts.results, 2)
  const page = await device.records({ ...everything, limit: 1, offset: 1 })
  assert.deepEqual([page.total, page.rows.map(({ at }) => at)], [4, [Date.UTC(2020, 3, 1, 8)]])
  const found = await device.records({ ...everything, text: 'HYPER tension' })
  assert.deepEqual([found.total, found.rows[0]?.title], [1, 'Hypertension'])
  const none = await device.records({ ...everything, groups: ['results'], text: 'hypertension' })
  assert.deepEqual([none.total, none.counts], [0, all.counts])
  await device.lock()
  await assert.rejects(device.records(everything), LockedError)
  await device.close()
})

test('one record has all that was received, and a stranger’s id opens none', async () => {
  const { device } = await makeOwner(env)
  await importWhole(device, bundle())
  const [row] = (await device.records({ ...everything, text: 'penicillin' })).rows
  assert.ok(row)
  const record = await device.record(row.metric, row.recordId)
  assert.equal(record?.content.resourceType, 'AllergyIntolerance')
  assert.equal(await device.record('conditions', row.recordId), null)
  const stranger = RecordId.parse('00000000-0000-4000-8000-000000000001')
  assert.equal(await device.record(row.metric, stranger), null)
  await device.close()
})

test('results stand newest first against the range that was printed, and nothing else is a result', async () => {
  const { device } = await makeOwner(env)
  await importWhole(device, bundle())
  assert.deepEqual(
    (await device.labs()).map(({ metric, reported, flag }) => [metric, reported, flag]),
    [
      ['ldl', '2.8 mmol/L', 'within'],
      ['ldl', '3.9 mmol/L', 'high'],
    ],
  )
  await device.close()
})

/** The zone, the offset there in February, and that of the midnights around the day on which the clocks change. */
const places = [
  ['America/Los_Angeles', '-08:00', '2024-03-10T00:00:00-08:00', '2024-03-11T00:00:00-07:00'],
  ['Pacific/Auckland', '+13:00', '2024-03-10T00:00:00+13:00', '2024-03-11T00:00:00+13:00'],
] as const

test('a day that was stated is that day west and east of Greenwich: in the timeline, in results, in totals', async () => {
  for (const [zone, offset, from, until] of places) {
    const { device } = await makeOwner(env, {}, zone)
    const ldl = (at: string, value: number) => result('LDL cholesterol', '13457-7', at, value, 'mmol/L', 3)
    const results = [
      ldl(`2024-02-28T20:00:00${offset}`, 1),
      ldl('2024-02-29', 2),
      ldl(`2024-02-29T08:00:00${offset}`, 3),
      ldl(`2024-03-01T00:30:00${offset}`, 4),
      ldl('2024-03-10', 5),
    ]
    const entry = results.map((resource) => ({ resource }))
    const clinic = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry })
    const steps = JSON.stringify({ 'activities-steps': [{ dateTime: '2024-03-10', value: '9000' }] })
    await importWhole(device, new File([clinic], 'clinic.json'))
    await importWhole(device, new File([steps], 'steps.json'))

    const midnight = Date.parse(from)
    const stated = [midnight, Date.parse(`2024-02-29T00:00:00${offset}`)]
    const labs = await device.labs()
    assert.deepEqual(
      labs.map(({ canonical }) => canonical?.value),
      [5, 4, 3, 2, 1],
      zone,
    )
    assert.deepEqual(
      labs.flatMap(({ at, date }) => (date === null ? [] : [at])),
      stated,
      zone,
    )
    const { rows } = await device.records(everything)
    assert.deepEqual(
      rows.map(({ at, date }) => [at, date]),
      labs.map(({ at, date }) => [at, date]),
    )
    const overview = new Map((await device.overview()).map((row) => [row.metric, row]))
    const { to, toDate } = overview.get('ldl') ?? {}
    assert.deepEqual([to, toDate], [midnight, '2024-03-10'], zone)
    // The total ends with its day, and not in the next one.
    assert.deepEqual(
      [overview.get('steps')?.to, overview.get('steps')?.toDate],
      [Date.parse(until) - 1, null],
      zone,
    )
    const days = await device.series({
      ...{ metric: 'steps', from: midnight, to: Date.parse(until), resolution: 'day', points: 10 },
    })
    assert.deepEqual([[...days.time], [...days.value]], [[midnight], [9000]], zone)
    await device.close()
  }
})

test('what a metric ends with is a date only where no moment was stated', async () => {
  const { device } = await makeOwner(env, {}, 'America/Los_Angeles')
  await importWhole(device, bundle())
  const overview = await device.overview()
  assert.equal(overview.find(({ metric }) => metric === 'conditions')?.toDate, '2019-02-03')
  assert.equal(overview.find(({ metric }) => metric === 'ldl')?.toDate, null)
  await device.close()
})
