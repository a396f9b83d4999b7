/**
 * Goal: every kind of record that the Health Connect module stores is read, with the app that wrote it, or kept and named.
 * Method: a database with the tables and columns of the module's helpers, a row each; a large one through few pages.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HealthRecord, recordIdOfHash, summarizeRecord } from '@nornos/health-model'
import { zipSync } from 'fflate'
import { blobOf, recordingSink } from '../../test/recording-sink.ts'
import { sqliteDatabase } from '../../test/sqlite-database.ts'
import { importFile } from '../import-file.ts'
import { blobAccess, type RandomAccess } from '../input.ts'
import { openSqlite } from '../sqlite/sqlite-file.ts'
import { ARCHIVE_LIMITS } from '../zip/archive-limits.ts'
import { CONNECT_EXERCISES } from './health-connect-exercises.ts'

const at = Date.UTC(2024, 6, 1)
const MINUTE = 60_000
const record =
  'row_id INTEGER PRIMARY KEY AUTOINCREMENT, uuid BLOB, app_info_id INTEGER, device_info_id INTEGER'
const moment = `${record}, time INTEGER, zone_offset INTEGER, local_date INTEGER`
const span = `${record}, start_time INTEGER, end_time INTEGER, start_zone_offset INTEGER`
const points = 'parent_key INTEGER NOT NULL, epoch_millis INTEGER'

/** The table, its columns, and one row of values by column. */
type Made = readonly [table: string, columns: string, row: Readonly<Record<string, number | string>>]

const apps: readonly Made[] = [
  [
    'application_info_table',
    'row_id INTEGER PRIMARY KEY, package_name TEXT, app_name TEXT',
    { row_id: 1, package_name: 'org.example', app_name: 'Fit' },
  ],
]

function database(tables: readonly Made[]): Uint8Array {
  return sqliteDatabase((made) => {
    const known = new Set<string>()
    for (const [table, columns, row] of [...apps, ...tables]) {
      if (!known.has(table)) made.exec(`CREATE TABLE ${table} (${columns})`)
      known.add(table)
      const names = Object.keys(row)
      made
        .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
        .run(...Object.values(row))
    }
  })
}

async function importTables(tables: readonly Made[]) {
  const sink = recordingSink()
  const result = await importFile(blobOf(database(tables)), sink)
  assert.ok(result.ok)
  const recordId = recordIdOfHash(new Uint8Array(32))
  for (const one of sink.records) HealthRecord.parse({ recordId, ...one })
  return { sink, report: result.value }
}

const single = (table: string, columns: string, row: Readonly<Record<string, number | string>>): Made => [
  table,
  `${moment}, ${columns}`,
  { app_info_id: 1, time: at, ...row },
]
const lasting = (table: string, columns: string, row: Readonly<Record<string, number | string>>): Made => [
  table,
  columns === '' ? span : `${span}, ${columns}`,
  { app_info_id: 1, start_time: at, end_time: at + 30 * MINUTE, ...row },
]
const series = (owner: string, table: string, column: string, value: number): readonly Made[] => [
  lasting(owner, '', { row_id: 7 }),
  [table, `${points}, ${column} REAL`, { parent_key: 7, epoch_millis: at + MINUTE, [column]: value }],
]

const rows: readonly (readonly [tables: readonly Made[], metric: string, value: number, minutes: number])[] =
  [
    [[lasting('floors_climbed_record_table', 'floors REAL', { floors: 3 })], 'floors_climbed', 3, 30],
    [
      [lasting('elevation_gained_record_table', 'elevation REAL', { elevation: 12.5 })],
      'elevation_gain',
      12.5,
      30,
    ],
    [
      [lasting('wheelchair_pushes_record_table', 'count INTEGER', { count: 40 })],
      'wheelchair_pushes',
      40,
      30,
    ],
    [[lasting('hydration_record_table', 'volume REAL', { volume: 0.25 })], 'water', 0.25, 30],
    [[lasting('mindfulness_session_record_table', 'type INTEGER', { type: 1 })], 'mindful_minutes', 30, 30],
    [[lasting('activity_intensity_record_table', 'type INTEGER', { type: 1 })], 'active_minutes', 30, 30],
    [[lasting('menstruation_period_record_table', '', {})], 'menstrual_flow', 1, 30],
    [[single('menstruation_flow_record_table', 'flow INTEGER', { flow: 3 })], 'menstrual_flow', 4, 0],
    [
      [lasting('menstrual_cycle_phase_record_table', 'phase INTEGER NOT NULL', { phase: 2 })],
      'cycle_phase',
      3,
      30,
    ],
    [
      [lasting('alcohol_consumption_record_table', 'serving_count INTEGER', { serving_count: 2 })],
      'alcohol_drinks',
      2,
      30,
    ],
    [[single('ovulation_test_record_table', 'result INTEGER', { result: 1 })], 'ovulation_test', 1, 0],
    [
      [single('cervical_mucus_record_table', 'appearance INTEGER', { appearance: 5 })],
      'cervical_mucus',
      4,
      0,
    ],
    [
      [single('sexual_activity_record_table', 'protection_used INTEGER', { protection_used: 1 })],
      'sexual_activity',
      1,
      0,
    ],
    [
      [single('basal_body_temperature_record_table', 'temperature REAL', { temperature: 36.4 })],
      'basal_body_temperature',
      36.4,
      0,
    ],
    [
      [single('body_water_mass_record_table', 'body_water_mass REAL', { body_water_mass: 41_000 })],
      'body_water',
      41_000,
      0,
    ],
    [[single('bone_mass_record_table', 'mass REAL', { mass: 3100 })], 'bone_mass', 3100, 0],
    [[single('lean_body_mass_record_table', 'mass REAL', { mass: 55_000 })], 'lean_mass', 55_000, 0],
    [
      [
        single('vo2_max_record_table', 'vo2_milliliters_per_minute_kilogram REAL', {
          vo2_milliliters_per_minute_kilogram: 44,
        }),
      ],
      'vo2_max',
      44,
      0,
    ],
    [
      series('heart_rate_record_table', 'heart_rate_record_series_table', 'beats_per_minute', 61),
      'heart_rate',
      61,
      0,
    ],
    [series('SpeedRecordTable', 'speed_record_table', 'speed', 2.5), 'workout_speed', 2.5, 0],
    [series('PowerRecordTable', 'power_record_table', 'power', 210), 'workout_power', 210, 0],
    [series('StepsCadenceRecordTable', 'steps_cadence_record_table', 'rate', 170), 'workout_cadence', 170, 0],
    [
      series(
        'CyclingPedalingCadenceRecordTable',
        'cycling_pedaling_cadence_record_table',
        'revolutions_per_minute',
        88,
      ),
      'workout_cadence',
      88,
      0,
    ],
    [
      series('skin_temperature_record_table', 'skin_temperature_delta_table', 'delta', -0.3),
      'skin_temperature_deviation',
      -0.3,
      0,
    ],
  ]

test('each kind of record becomes its metric, by the app that wrote it, and nothing of it is left over', async () => {
  for (const [tables, metric, value, minutes] of rows) {
    const { sink, report } = await importTables(tables)
    const found = sink.samples.map(({ key, value: read, start, end }) => [
      key.metric,
      read,
      (end - start) / MINUTE,
      key.source.name,
    ])
    assert.deepEqual(found, [[metric, value, minutes, 'Fit']], metric)
    assert.deepEqual([report.unknown, report.skipped], [{}, []], metric)
  }
})

test('glucose is of a sensor or of blood by its fluid, which the table keeps as text; else by the common rule', async () => {
  const columns = 'level REAL, specimen_source TEXT NOT NULL, relation_to_meal TEXT NOT NULL'
  const glucose = (specimen: number, meal: number) =>
    single('blood_glucose_record_table', columns, {
      level: 5.5,
      specimen_source: String(specimen),
      relation_to_meal: String(meal),
    })
  const { sink } = await importTables([
    glucose(1, 3),
    glucose(2, 0),
    glucose(6, 0),
    glucose(0, 4),
    glucose(0, 0),
  ])
  assert.deepEqual(
    sink.samples.map(({ key }) => key.metric.replace('glucose_', '')),
    ['cgm', 'fingerstick', 'fingerstick', 'fingerstick', 'cgm'],
  )
})

test('a code that the model lacks is said, one that says nothing gives nothing', async () => {
  const { sink, report } = await importTables([
    single('cervical_mucus_record_table', 'appearance INTEGER', { appearance: 0 }),
    single('cervical_mucus_record_table', 'appearance INTEGER', { appearance: 9 }),
  ])
  assert.equal(sink.samples.length, 0)
  assert.deepEqual(
    report.skipped.map(({ reason, count, places }) => [reason, count, places[0]?.detail]),
    [['unknown-code', 1, '9']],
  )
})

test('every number of an exercise that the platform has is named; a later one keeps its number', async () => {
  assert.equal(CONNECT_EXERCISES.length, 62)
  const session = (type: number) =>
    lasting('exercise_session_record_table', 'exercise_type INTEGER', { exercise_type: type })
  const { sink } = await importTables([4, 33, 53, 61, 99].map(session))
  const activities = sink.records.map(({ content }) =>
    content.resourceType === 'Workout' ? content.activity : '',
  )
  assert.deepEqual(activities, ['biking', 'running', 'walking', 'rowing_machine', 'health_connect_99'])
})

test('the places of an exercise are its route, in the order of time', async () => {
  const place = (parent: number, minute: number): Made => [
    'exercise_route_table',
    'parent_key INTEGER NOT NULL, timestamp_millis INTEGER, latitude REAL, longitude REAL, altitude REAL',
    { parent_key: parent, timestamp_millis: at + minute * MINUTE, latitude: 59 + minute, longitude: 18 },
  ]
  const session = (id: number) =>
    lasting('exercise_session_record_table', 'exercise_type INTEGER', { row_id: id, exercise_type: 33 })
  const { sink, report } = await importTables([
    session(1),
    session(2),
    place(1, 1),
    place(1, 0),
    place(2, 2),
    place(5, 3),
  ])
  const tracks = sink.records.flatMap(({ content, source }) =>
    content.resourceType === 'Track' ? [[content.latitudes, content.offsets, source.name]] : [],
  )
  assert.deepEqual(tracks, [
    [[59, 60], [0, MINUTE], 'Fit'],
    [[61], [0], 'Fit'],
  ])
  assert.deepEqual(
    report.skipped.map(({ type, reason }) => [type, reason]),
    [['exercise_route', 'missing-attribute']],
  )
})

test('the laps of an exercise are events of it, in the order of time; their lengths stay in the file', async () => {
  const lap = (parent: number, minute: number): Made => [
    'exercise_laps_table',
    'parent_key INTEGER NOT NULL, lap_start_time INTEGER, lap_end_time INTEGER, lap_length REAL',
    {
      ...{ parent_key: parent, lap_start_time: at + minute * MINUTE },
      ...{ lap_end_time: at + (minute + 2) * MINUTE, lap_length: 400 },
    },
  ]
  const session = (id: number) =>
    lasting('exercise_session_record_table', 'exercise_type INTEGER', { row_id: id, exercise_type: 56 })
  const { report, sink } = await importTables([session(1), session(2), lap(1, 2), lap(1, 0), lap(9, 0)])
  const minute = (number: number) => new Date(at + number * MINUTE).toISOString().replace('.000', '')
  assert.deepEqual(
    sink.records.map(({ content }) => content.resourceType === 'Workout' && content.events),
    [
      [
        { type: 'lap', start: minute(0), end: minute(2) },
        { type: 'lap', start: minute(2), end: minute(4) },
      ],
      [],
    ],
  )
  assert.deepEqual(report.detailsNotKept, { lap_length: 3 })
  assert.deepEqual(
    report.skipped.map(({ type, reason, count }) => [type, reason, count]),
    [['exercise_lap', 'missing-attribute', 1]],
  )
})

test('a meal keeps its name and what it held; what was not recorded is nothing', async () => {
  const { sink } = await importTables([
    lasting('nutrition_record_table', 'protein REAL, iron REAL, vitamin_c REAL, meal_name TEXT', {
      protein: 21.5,
      iron: 0.002,
      vitamin_c: 5e-324,
      meal_name: 'Lentil soup',
    }),
  ])
  assert.deepEqual(
    sink.samples.map(({ key, value }) => [key.metric, value]),
    [['protein', 21.5]],
  )
  assert.deepEqual(
    sink.records.map(({ metric, content }) => [metric, summarizeRecord({ content }).title]),
    [
      ['meal', 'Lentil soup'],
      ['micronutrients', 'Lentil soup'],
    ],
  )
  const [, micronutrients] = sink.records
  assert.ok(micronutrients?.content.resourceType === 'Observation')
  assert.deepEqual(micronutrients.content.component, [
    { code: { text: 'iron' }, valueQuantity: { value: 0.002, unit: 'g' } },
  ])
})

test('a symptom has its name, severity and note', async () => {
  const columns = 'symptom_type INTEGER, severity INTEGER, notes TEXT'
  const symptom = (type: number, severity: number, notes: string) =>
    lasting('symptom_record_table', columns, { symptom_type: type, severity, notes })
  const { sink, report } = await importTables([
    symptom(26, 2, 'since noon'),
    symptom(59, 0, ''),
    symptom(99, 1, ''),
  ])
  assert.deepEqual(
    sink.records.map(({ metric, content }) => [metric, summarizeRecord({ content })]),
    [
      ['symptom', { title: 'Headache', detail: 'Moderate' }],
      ['symptom', { title: 'Wheezing', detail: '' }],
    ],
  )
  assert.deepEqual(
    report.skipped.map(({ reason, places }) => [reason, places[0]?.detail]),
    [['unknown-code', '99']],
  )
})

test('a medical record is the resource of FHIR that it is, by who gave it', async () => {
  const columns =
    'medical_resource_row_id INTEGER PRIMARY KEY, data_source_id INTEGER, fhir_data TEXT, fhir_version TEXT'
  const resource = (id: number, text: string): Made => [
    'medical_resource_table',
    columns,
    { medical_resource_row_id: id, data_source_id: 4, fhir_data: text, fhir_version: '4.0.1' },
  ]
  const { sink, report } = await importTables([
    [
      'medical_data_source_table',
      'medical_data_source_row_id INTEGER PRIMARY KEY, display_name TEXT',
      { medical_data_source_row_id: 4, display_name: 'A hospital' },
    ],
    resource(
      1,
      JSON.stringify({ resourceType: 'Condition', code: { text: 'Asthma' }, onsetDateTime: '2010' }),
    ),
    resource(2, '{"resourceType":'),
    [
      'medical_resource_indices_table',
      'medical_resource_id INTEGER, medical_resource_type INTEGER',
      { medical_resource_id: 1, medical_resource_type: 1 },
    ],
  ])
  assert.deepEqual(
    sink.records.map(({ metric, source }) => [metric, source.name]),
    [['conditions', 'A hospital']],
  )
  assert.deepEqual(
    report.skipped.map(({ type, reason }) => [type, reason]),
    [['medical_resource', 'bad-value']],
  )
  assert.deepEqual(report.unknown, {})
})

test('what has no metric is kept raw under the name of its table', async () => {
  const { report } = await importTables([
    single('intermenstrual_bleeding_record_table', 'x INTEGER', { x: 0 }),
    single('basal_metabolic_rate_record_table', 'basal_metabolic_rate REAL', { basal_metabolic_rate: 75 }),
    lasting('planned_exercise_session_record_table', 'title TEXT', { title: 'Intervals' }),
  ])
  assert.deepEqual(report.unknown, {
    intermenstrual_bleeding_record_table: 1,
    basal_metabolic_rate_record_table: 1,
    planned_exercise_session_record_table: 1,
  })
})

test('a large database is read by pieces of which few are held, each row once and in order', async () => {
  const count = 120_000
  const bytes = sqliteDatabase((made) => {
    made.exec('CREATE TABLE big (row_id INTEGER PRIMARY KEY, text TEXT); BEGIN')
    const insert = made.prepare('INSERT INTO big (text) VALUES (?)')
    for (let row = 0; row < count; row++) insert.run('x'.repeat(row % 1000 === 0 ? 9000 : 200))
    made.exec('COMMIT')
  }, 4096)
  let [largest, reads] = [0, 0]
  const plain = blobAccess(blobOf(bytes))
  const source: RandomAccess = {
    size: plain.size,
    async read(from, to) {
      const piece = await plain.read(from, to)
      largest = Math.max(largest, piece.length)
      reads++
      return piece
    },
  }
  const file = await openSqlite(source)
  assert.ok(file !== null)
  let next = 0
  for await (const found of file.rows('big')) {
    for (const row of found) assert.equal(row.get('row_id'), ++next)
  }
  assert.deepEqual([next, file.faults], [count, []])
  assert.ok(bytes.length > 24e6 && largest <= 256 * 1024)
  // Once each, but for the header and the pieces that hold branches of the tree.
  assert.ok(reads < (bytes.length / largest) * 1.5, `${reads} reads`)
})

test('a database that is too large inside its archive is told what to do, and read when it is chosen by itself', async () => {
  const table = single('weight_record_table', 'weight REAL', { time: at, app_info_id: 1, weight: 72_500 })
  const bytes = database([table])
  const zip = blobOf(zipSync({ 'health_connect_export.db': bytes }))
  const read = async (file: Blob, databaseBytesMax: number) => {
    const sink = recordingSink()
    const result = await importFile(file, sink, { limits: { ...ARCHIVE_LIMITS, databaseBytesMax } })
    assert.ok(result.ok)
    return [
      sink.samples.length,
      result.value.skipped.map(({ places, reason }) => [reason, places[0]?.detail]),
    ]
  }
  const refused = [['too-large', 'Too large inside an archive: take it out, and choose the database.']]
  assert.deepEqual(await read(zip, bytes.length - 1), [0, refused])
  assert.deepEqual(await read(zip, bytes.length), [1, []])
  assert.deepEqual(await read(blobOf(bytes), 1), [1, []])
})

test('a database whose archive is damaged gives what came before the damage, and says so', async () => {
  const bytes = sqliteDatabase((made) => {
    made.exec(`CREATE TABLE weight_record_table (${moment}, weight REAL); BEGIN`)
    const insert = made.prepare('INSERT INTO weight_record_table (time, weight, uuid) VALUES (?, 70000, ?)')
    for (let row = 0; row < 2000; row++) insert.run(at + row * MINUTE, new Uint8Array(200).fill(row % 251))
    made.exec('COMMIT')
  })
  const zip = zipSync({ 'health_connect_export.db': bytes }, { level: 0 })
  const damaged = zip.subarray(0, Math.floor(zip.length / 2))
  const sink = recordingSink()
  const result = await importFile(blobOf(damaged), sink)
  assert.ok(result.ok)
  const read = sink.of('weight').length
  assert.ok(read > 500 && read < 2000, `${read} rows`)
  assert.match(result.value.partial.map(({ detail }) => detail).join(' '), /ends too early/)
})

test('the progress of a database never passes its end, and it can be cancelled on the way', async () => {
  const bytes = sqliteDatabase((made) => {
    made.exec(`CREATE TABLE weight_record_table (${moment}, weight REAL); BEGIN`)
    const insert = made.prepare('INSERT INTO weight_record_table (time, weight, uuid) VALUES (?, 70000, ?)')
    for (let row = 0; row < 4000; row++) insert.run(at + row * MINUTE, new Uint8Array(400))
    made.exec('COMMIT')
  })
  const told: number[] = []
  const sink = recordingSink()
  const onProgress = ({ bytesRead }: { readonly bytesRead: number }) => told.push(bytesRead)
  const result = await importFile(blobOf(bytes), sink, { onProgress })
  assert.ok(result.ok)
  assert.equal(sink.of('weight').length, 4000)
  assert.ok(told.length > 3 && Math.max(...told) <= bytes.length)
  assert.ok(result.value.bytesRead > bytes.length / 2)
  const ending = new AbortController()
  const cancelled = importFile(blobOf(bytes), recordingSink(), {
    signal: ending.signal,
    onProgress: ({ samples }) => {
      if (samples > 0) ending.abort(new Error('enough'))
    },
  })
  await assert.rejects(cancelled, /enough/)
})
