/**
 * Goal: what Health Auto Export lists beside metrics becomes the fact that Apple's own export would give, and what has
 * no place is kept and said. Method: one item of each kind, as the app's description of its format and payloads of it show.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HealthRecord, recordIdOfHash, summarizeRecord } from '@nornos/health-model'
import { importBeginnings, importSpoilt } from '../../test/mutate.ts'
import { blobOf, recordingSink } from '../../test/recording-sink.ts'
import { importFile } from '../import-file.ts'

const recordId = recordIdOfHash(new Uint8Array(32))
const start = '2026-05-05 14:40:00 +1000'
const end = '2026-05-05 14:45:00 +1000'

async function importData(data: object) {
  const sink = recordingSink()
  const result = await importFile(blobOf(JSON.stringify({ data })), sink)
  assert.ok(result.ok)
  for (const record of sink.records) HealthRecord.parse({ recordId, ...record })
  const rows = sink.samples.map(({ key, start: from, end: to, value }) => [
    key.metric,
    new Date(from).toISOString().slice(0, 16),
    (to - from) / 60_000,
    value,
  ])
  return { sink, report: result.value, rows }
}

test('a symptom has the code of Apple, its severity and the words of the app', async () => {
  const symptom = (name: string, severity: string) => ({ start, end, name, severity, source: 'Phone' })
  const { sink, report } = await importData({
    symptoms: [
      symptom('Shortness of Breath', 'Moderate'),
      symptom('Body and Muscle Ache', 'Not Present'),
      symptom('Restless legs', ''),
      symptom('', 'Mild'),
    ],
  })
  const told = sink.records.map(({ metric, content }) => {
    assert.ok(content.resourceType === 'Observation')
    return [
      metric,
      content.code.coding?.[0]?.code ?? '',
      content.valueCodeableConcept?.coding?.[0]?.code ?? '',
      summarizeRecord({ content }),
    ]
  })
  assert.deepEqual(told, [
    [
      'symptom',
      'HKCategoryTypeIdentifierShortnessOfBreath',
      'HKCategoryValueSeverityModerate',
      { title: 'Shortness of Breath', detail: 'Moderate' },
    ],
    [
      'symptom',
      'HKCategoryTypeIdentifierGeneralizedBodyAche',
      'HKCategoryValueSeverityNotPresent',
      { title: 'Body and Muscle Ache', detail: 'Not Present' },
    ],
    ['symptom', '', '', { title: 'Restless legs', detail: '' }],
  ])
  assert.deepEqual([sink.records[0]?.start, sink.records[0]?.source.name], ['2026-05-05T04:40:00Z', 'Phone'])
  assert.deepEqual(report.unknown, { symptoms: 1 })
})

test('a state of mind is a mood; its labels are counted as not kept', async () => {
  const { rows, report } = await importData({
    stateOfMind: [
      {
        id: '4E6EB438',
        start: '2026-05-05T02:35:56Z',
        end: '2026-05-05T02:35:56Z',
        kind: 'momentary_emotion',
        valence: -0.5,
        valenceClassification: 'unpleasant',
        labels: ['anxious', 'tired'],
        associations: ['work'],
      },
      { start: '2026-05-05T03:00:00Z', kind: 'daily_mood' },
    ],
  })
  assert.deepEqual(rows, [['mood', '2026-05-05T02:35', 0, -0.5]])
  assert.deepEqual(report.unknown, { stateOfMind: 1 })
  assert.deepEqual(report.detailsNotKept, { 'stateOfMind.labels': 2, 'stateOfMind.associations': 1 })
})

test('an alert of the heart is high or low by its threshold, irregular without one; its readings are kept', async () => {
  const reading = { hr: 121, units: 'bpm', timestamp: { start, end: start } }
  const { rows } = await importData({
    heartRateNotifications: [
      { start, end, threshold: 120, heartRate: [reading] },
      { start, end, threshold: 40, heartRate: [] },
      { start, end },
    ],
  })
  assert.deepEqual(rows, [
    ['heart_rate_alert_high', '2026-05-05T04:40', 5, 1],
    ['heart_rate', '2026-05-05T04:40', 0, 121],
    ['heart_rate_alert_low', '2026-05-05T04:40', 5, 1],
    ['irregular_rhythm_event', '2026-05-05T04:40', 5, 1],
  ])
})

test('the cycle is read by the code tables of the model; words that they lack are said', async () => {
  const item = (name: string, value: string) => ({ start, end: start, name, value })
  const { rows, report } = await importData({
    cycleTracking: [
      item('Menstrual Flow', 'Medium'),
      item('Cervical Mucus Quality', 'Egg White'),
      item('Ovulation Test Result', 'Luteinizing Hormone Surge'),
      item('Pregnancy Test Result', 'Negative'),
      item('Pregnancy', ''),
      item('Contraceptive', 'Oral'),
      item('Sexual Activity', 'Protection Used'),
      item('Menstrual Flow', 'Torrential'),
      item('Intermenstrual Bleeding', ''),
    ],
  })
  assert.deepEqual(
    rows.map(([metric, , , value]) => [metric, value]),
    [
      ['menstrual_flow', 3],
      ['cervical_mucus', 4],
      ['ovulation_test', 1],
      ['pregnancy', 2],
      ['pregnancy', 1],
      ['contraceptive', 5],
      ['sexual_activity', 1],
    ],
  )
  assert.deepEqual(
    report.skipped.map(({ reason, places }) => [reason, places[0]?.detail]),
    [['unknown-code', 'Torrential']],
  )
  assert.deepEqual(report.unknown, { 'cycleTracking IntermenstrualBleeding': 1 })
})

test('a dose is taken or not taken; one that nobody answered for is neither and is kept raw', async () => {
  const dose = { displayText: 'Desvenlafaxine ', start, scheduledDate: start, units: 'mg', codings: [] }
  const coding = { code: '734064', system: 'http://www.nlm.nih.gov/research/umls/rxnorm' }
  const { sink, report } = await importData({
    medications: [
      { ...dose, status: 'Taken', dosage: 50, codings: [coding] },
      { ...dose, status: 'Skipped', dosage: 1 },
      { ...dose, status: 'Not Logged' },
      // The day on which the medicine was entered, and the dose two years later.
      { ...dose, start: '2024-05-05 08:00:00 +1000', status: 'Taken' },
    ],
  })
  assert.deepEqual(
    sink.records.map(({ metric, start: from, content }) => [metric, from, summarizeRecord({ content })]),
    [
      ['medication_taken', '2026-05-05T04:40:00Z', { title: 'Desvenlafaxine', detail: '50 mg · completed' }],
      ['medication_taken', '2026-05-05T04:40:00Z', { title: 'Desvenlafaxine', detail: 'not-taken' }],
      ['medication_taken', '2026-05-05T04:40:00Z', { title: 'Desvenlafaxine', detail: 'completed' }],
    ],
  )
  const taken = sink.records[0]?.content
  assert.ok(taken?.resourceType === 'MedicationStatement')
  assert.deepEqual(taken.medicationCodeableConcept.coding, [coding])
  assert.deepEqual(report.unknown, { 'medications Not Logged': 1 })
})

const ecg = (units: string) => ({
  start,
  end: '2026-05-05 14:40:02 +1000',
  classification: 'Sinus Rhythm',
  averageHeartRate: 62,
  samplingFrequency: 2,
  voltageMeasurements: [0.00001, -0.00002, 0.000031].map((voltage) => ({ date: start, voltage, units })),
})

test('an electrocardiogram is the record that an Apple export gives, in microvolts whatever the unit', async () => {
  const { sink, rows, report } = await importData({ ecg: [ecg('V'), ecg('furlong')] })
  assert.deepEqual(rows.slice(0, 2), [
    ['ecg_classification', '2026-05-05T04:40', 2 / 60, 1],
    ['ecg_avg_heart_rate', '2026-05-05T04:40', 2 / 60, 62],
  ])
  assert.equal(sink.records.length, 1)
  const content = sink.records[0]?.content
  assert.ok(content?.resourceType === 'Observation')
  assert.deepEqual(
    [content.valueSampledData?.data, content.valueSampledData?.period, sink.records[0]?.end],
    ['100 -200 310', 500, '2026-05-05T04:40:01.500Z'],
  )
  assert.deepEqual(
    report.skipped.map(({ reason, places }) => [reason, places[0]?.detail]),
    [['unknown-unit', 'furlong']],
  )
})

test('every metric of the app that the model has is read in its unit; vitamins are records, the rest is named', async () => {
  const metric = (name: string, units: string, qty: number) => ({ name, units, data: [{ date: start, qty }] })
  const { rows, sink, report } = await importData({
    metrics: [
      metric('cycling_power', 'W', 210),
      metric('running_speed', 'km/hr', 10),
      metric('forced_vital_capacity', 'L', 4.1),
      metric('peak_expiratory_flow_rate', 'L/min', 500),
      metric('wheelchair_distance', 'km', 2),
      metric('atrial_fibrillation_burden', '%', 2),
      metric('number_of_alcoholic_beverages', 'count', 1),
      metric('breathing_disturbances', 'count', 3),
      metric('vitamin_b12', 'mcg', 2.4),
      metric('monosaturated_fat', 'g', 12),
      metric('toothbrushing', 's', 120),
    ],
  })
  assert.deepEqual(
    rows.map(([id, , , value]) => [id, value]),
    [
      ['workout_power', 210],
      ['workout_speed', 10],
      ['fvc', 4.1],
      ['peak_flow', 500],
      ['distance_wheelchair', 2],
      ['afib_burden', 2],
      ['alcohol_drinks', 1],
      ['sleep_breathing_disturbances', 3],
    ],
  )
  const codes = sink.records.map(({ metric: id, content }) => [
    id,
    content.resourceType === 'Observation' ? content.code.coding?.[0]?.code : '',
    summarizeRecord({ content }).detail,
  ])
  assert.deepEqual(codes, [
    ['micronutrients', 'HKQuantityTypeIdentifierDietaryVitaminB12', '2.4 mcg'],
    ['micronutrients', 'HKQuantityTypeIdentifierDietaryFatMonounsaturated', '12 g'],
  ])
  assert.deepEqual([report.unknown, report.skipped], [{ toothbrushing: 1 }, []])
})

test('events that are spoilt are never an exception, and a beginning gives a beginning', async () => {
  const symptoms = [{ start, end, name: 'Headache', severity: 'Mild', source: 'Phone' }]
  const cycleTracking = [{ start, end, name: 'Menstrual Flow', value: 'Light', isCycleStart: true }]
  const medications = [{ displayText: 'A', start, end, status: 'Taken', dosage: 1, codings: [{ code: 'x' }] }]
  const file = new TextEncoder().encode(
    JSON.stringify({ data: { symptoms, cycleTracking, medications, ecg: [ecg('V')] } }),
  )
  await importBeginnings(file, 20)
  await importSpoilt('auto export events', file, 150)
})
