/**
 * Goal: every table of a WHOOP export is read, a nap is no night, and a night that stands in two tables counts once.
 * Method: small tables with the columns of the export, alone and together in an archive.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipSync } from 'fflate'
import { importRows } from '../../test/import-rows.ts'

const CYCLE = 'Cycle start time,Cycle end time,Cycle timezone'
const cycles = `${CYCLE},Recovery score %,Sleep onset,Wake onset,Asleep duration (min)
2024-07-01 23:00:00,2024-07-02 23:10:00,UTC+02:00,72,2024-07-01 23:00:00,2024-07-02 06:00:00,390
`
const sleeps = `${CYCLE},Sleep onset,Wake onset,Asleep duration (min),Nap
2024-07-01 23:00:00,2024-07-02 23:10:00,UTC+02:00,2024-07-01 23:00:00,2024-07-02 06:00:00,390,false
2024-07-01 23:00:00,2024-07-02 23:10:00,+02:00,2024-07-02 14:00:00,2024-07-02 14:40:00,36,true
2024-07-01 23:00:00,2024-07-02 23:10:00,nowhere,2024-07-02 14:00:00,2024-07-02 14:40:00,36,true
`
const journal = `${CYCLE},Question text,Answered yes,Notes
2024-07-01 23:00:00,2024-07-02 23:10:00,UTC+02:00,Feeling sick or unwell?,true,a cold
2024-07-01 23:00:00,,UTC+02:00,Experience a headache?,true,
2024-07-01 23:00:00,2024-07-02 23:10:00,UTC+02:00,Feeling sick or unwell?,false,
2024-07-01 23:00:00,2024-07-02 23:10:00,UTC+02:00,Have any alcoholic drinks?,true,two beers
`

test('a nap is a nap and no night; its offset may stand without its letters', async () => {
  const { rows, report } = await importRows('sleeps.csv', sleeps)
  assert.deepEqual(rows, [
    ['sleep_total', '2024-07-01T21:00', 420, 390, 'min'],
    ['sleep_hypnogram', '2024-07-01T21:00', 420, 0, '1'],
    ['sleep_nap', '2024-07-02T12:00', 40, 36, 'min'],
    ['sleep_hypnogram', '2024-07-02T12:00', 40, 0, '1'],
  ])
  assert.deepEqual(
    [report.format, report.read, report.skipped[0]?.reason],
    ['whoop', { sleep: 1, nap: 2 }, 'bad-date'],
  )
})

test('a complaint that was answered with yes is a symptom; what names no measure is kept', async () => {
  const { records, report, sink } = await importRows('journal_entries.csv', journal)
  assert.deepEqual(
    records.map(({ metric, start, end, content }) => [
      metric,
      start,
      end,
      content.resourceType === 'Observation' && content.code.text,
    ]),
    [
      ['symptom', '2024-07-01T21:00:00Z', '2024-07-02T21:10:00Z', 'Feeling sick or unwell?'],
      ['symptom', '2024-07-01T21:00:00Z', null, 'Experience a headache?'],
    ],
  )
  assert.deepEqual(report.unknown, { 'journal answer': 2 })
  assert.match(sink.rawItems[1]?.text ?? '', /alcoholic drinks.*two beers/)
})

test('the archive: a night that two tables hold is the same samples twice', async () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const zip = zipSync({
    'my_whoop_data/physiological_cycles.csv': bytes(cycles),
    'my_whoop_data/sleeps.csv': bytes(sleeps),
    'my_whoop_data/journal_entries.csv': bytes(journal),
  })
  const { rows, records } = await importRows('my_whoop_data.zip', zip)
  const nights = rows.filter(([metric, start]) => metric === 'sleep_total' && start === '2024-07-01T21:00')
  assert.deepEqual(nights[0], nights[1])
  assert.deepEqual([nights.length, records.length], [2, 2])
})

test('a nap that the API answers is a nap as well', async () => {
  const stages = {
    ...{ total_light_sleep_time_milli: 1_200_000, total_slow_wave_sleep_time_milli: 600_000 },
    ...{ total_rem_sleep_time_milli: 0, total_in_bed_time_milli: 2_400_000 },
  }
  const nap = {
    ...{ id: 'n', nap: true, start: '2024-07-02T12:00:00.000Z', end: '2024-07-02T12:40:00.000Z' },
    ...{ score_state: 'SCORED', score: { stage_summary: stages, sleep_performance_percentage: 40 } },
  }
  assert.deepEqual((await importRows('answer.json', JSON.stringify({ records: [nap] }))).rows, [
    ['sleep_hypnogram', '2024-07-02T12:00', 40, 0, '1'],
    ['sleep_nap', '2024-07-02T12:00', 40, 1_800_000, 'ms'],
  ])
})

test('a temperature of the skin counts in the degrees that its column names', async () => {
  const table = (unit: string) =>
    `${CYCLE},Recovery score %,Skin temp (${unit})\n2024-07-01 23:00:00,2024-07-02 23:10:00,UTC+02:00,72,33.4\n`
  const read = async (unit: string) =>
    (await importRows('physiological_cycles.csv', table(unit))).sink.of('skin_temperature').length
  assert.equal(await read('celsius'), 1)
  assert.equal(await read('fahrenheit'), 0)
})
