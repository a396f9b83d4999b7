/** One small whole file for each importer. */
import zlib from 'node:zlib'
import { generateAppleExport, wholeFiles } from '@nornos/importers/generate'
import { writeZip } from '../import-zip/zip-file.ts'

type Seed = () => Uint8Array | Promise<Uint8Array>

const encoder = new TextEncoder()
const text =
  (content: string): Seed =>
  () =>
    encoder.encode(content)
const json = (content: unknown): Seed => text(JSON.stringify(content))

/** Faults meet structure when a file has little else: some kilobytes of a generated day. */
function apple(): Uint8Array {
  let written = ''
  for (const piece of generateAppleExport({ days: 1, seed: 'fuzz' }).text) {
    if (written.length < 12_000) written += piece
  }
  return encoder.encode(written.slice(0, 12_000))
}

async function database(): Promise<Uint8Array> {
  const { DatabaseSync } = await import('node:sqlite')
  const { mkdtempSync, readFileSync, rmSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  const folder = mkdtempSync(`${tmpdir()}/nornos-fuzz-`)
  const made = new DatabaseSync(`${folder}/seed.db`)
  made.exec(`PRAGMA page_size = 512;
    CREATE TABLE steps_record_table (row_id INTEGER PRIMARY KEY, start_time INTEGER, end_time INTEGER, count INTEGER);
    CREATE TABLE sleep_session_record_table (row_id INTEGER PRIMARY KEY, start_time INTEGER, end_time INTEGER);`)
  const row = made.prepare('INSERT INTO steps_record_table (start_time, end_time, count) VALUES (?, ?, ?)')
  for (let hour = 0; hour < 60; hour++) row.run(1.7e12 + hour * 36e5, 1.7e12 + hour * 36e5 + 6e4, hour * 7)
  made.exec('INSERT INTO sleep_session_record_table VALUES (1, 1700000000000, 1700003600000)')
  made.exec(`CREATE TABLE application_info_table (row_id INTEGER PRIMARY KEY, package_name TEXT, app_name TEXT);
    INSERT INTO application_info_table VALUES (1, 'org.example', 'Fit');
    CREATE TABLE SpeedRecordTable (row_id INTEGER PRIMARY KEY, app_info_id INTEGER, start_time INTEGER, end_time INTEGER);
    INSERT INTO SpeedRecordTable VALUES (1, 1, 1700000000000, 1700003600000);
    CREATE TABLE speed_record_table (parent_key INTEGER, speed REAL, epoch_millis INTEGER);
    INSERT INTO speed_record_table VALUES (1, 2.5, 1700000001000), (1, 2.75, 1700000002000);
    CREATE TABLE exercise_session_record_table (row_id INTEGER PRIMARY KEY, app_info_id INTEGER, start_time INTEGER, end_time INTEGER, exercise_type INTEGER);
    INSERT INTO exercise_session_record_table VALUES (1, 1, 1700000000000, 1700003600000, 33);
    CREATE TABLE exercise_route_table (parent_key INTEGER, timestamp_millis INTEGER, latitude REAL, longitude REAL);
    INSERT INTO exercise_route_table VALUES (1, 1700000001000, 59.31, 18.07), (1, 1700000002000, 59.32, 18.08), (1, 1700000003000, 59.33, 18.09);
    CREATE TABLE blood_glucose_record_table (row_id INTEGER PRIMARY KEY, app_info_id INTEGER, time INTEGER, level REAL, specimen_source TEXT);
    INSERT INTO blood_glucose_record_table VALUES (1, 1, 1700000000000, 5.5, '1');
    CREATE TABLE nutrition_record_table (row_id INTEGER PRIMARY KEY, start_time INTEGER, end_time INTEGER, iron REAL, meal_name TEXT);
    INSERT INTO nutrition_record_table VALUES (1, 1700000000000, 1700003600000, 0.002, 'Lentils');
    CREATE TABLE symptom_record_table (row_id INTEGER PRIMARY KEY, start_time INTEGER, end_time INTEGER, symptom_type INTEGER, severity INTEGER, notes TEXT);
    INSERT INTO symptom_record_table VALUES (1, 1700000000000, 1700003600000, 26, 2, 'since noon');
    CREATE TABLE medical_resource_table (row_id INTEGER PRIMARY KEY, data_source_id INTEGER, fhir_data TEXT);
    INSERT INTO medical_resource_table VALUES (1, 1, '{"resourceType":"Condition","code":{"text":"Asthma"},"onsetDateTime":"2010"}');`)
  made.close()
  const bytes = new Uint8Array(readFileSync(`${folder}/seed.db`))
  rmSync(folder, { recursive: true })
  return bytes
}

async function archive(): Promise<Uint8Array> {
  const { mkdtempSync, readFileSync, rmSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  const folder = mkdtempSync(`${tmpdir()}/nornos-fuzz-`)
  await writeZip(`${folder}/seed.zip`, 'export.xml', [apple()])
  const bytes = new Uint8Array(readFileSync(`${folder}/seed.zip`))
  rmSync(folder, { recursive: true })
  return bytes
}

/** One definition and thirty records of a ride. */
function fit(): Uint8Array {
  const definition = [0x40, 0, 0, 20, 0, 5, 253, 4, 134, 0, 4, 133, 1, 4, 133, 3, 1, 2, 7, 2, 132]
  const records = Array.from({ length: 30 }, (_, second) => {
    const numbers = Int32Array.of(1_050_000_000 + second, 700_000_000 + second, 210_000_000 - second)
    return [0, ...new Uint8Array(numbers.buffer), 120 + second, 200, 0]
  })
  const content = [...definition, ...records.flat()]
  const { length } = content
  const header = [14, 0x20, 0, 0, length & 255, length >> 8, 0, 0, 0x2e, 0x46, 0x49, 0x54, 0, 0]
  return Uint8Array.from([...header, ...content, 0, 0])
}

const bundle = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    {
      resource: {
        resourceType: 'Observation',
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '4548-4' }] },
        effectiveDateTime: '2024-07-01T08:00:00Z',
        valueQuantity: { value: 5.6, unit: '%', system: 'http://unitsofmeasure.org', code: '%' },
      },
    },
    {
      resource: {
        resourceType: 'Condition',
        code: { text: 'Asthma' },
        subject: { reference: 'Patient/1' },
        onsetDateTime: '2010-05-01',
      },
    },
  ],
}

const ecg = Array.from({ length: 300 }, (_, at) => `${(at % 40) - 20}.5`)

/** Those that say no time, or have no text: pictures, a laboratory's page, minutes of a watch. */
const whole = Object.entries(wholeFiles).map(([name, file]): [string, Seed] => [
  name,
  () => (typeof file === 'string' ? encoder.encode(file) : file),
])

export const seeds: Readonly<Record<string, Seed>> = {
  ...Object.fromEntries(whole),
  'apple-health': apple,
  'apple-health.gz': () => zlib.gzipSync(apple()),
  'apple-health.zip': archive,
  fit,
  fhir: json(bundle),
  'health-connect': database,
  libreview: text(
    'Glucose Data,Generated on,x\nDevice,Serial Number,Device Timestamp,Record Type,Historic Glucose mg/dL,Scan Glucose mg/dL,Notes\nLibre,A1,01-07-2024 08:00,0,103,,\nLibre,A1,01-07-2024 08:15,1,,99,\nLibre,A1,01-07-2024 08:20,6,,,a walk\n',
  ),
  'samsung-health': text(
    'com.samsung.shealth.tracker.heart_rate,70,7\ncom.samsung.health.heart_rate.start_time,com.samsung.health.heart_rate.end_time,com.samsung.health.heart_rate.heart_rate\n2024-07-01 08:00:00.000,2024-07-01 08:01:00.000,61.0,\n2024-07-01 08:10:00.000,2024-07-01 08:11:00.000,64.0,\n',
  ),
  'dexcom-clarity': text(
    'Index,Timestamp (YYYY-MM-DDThh:mm:ss),Event Type,Event Subtype,Patient Info,Device Info,Source Device ID,Glucose Value (mg/dL),Insulin Value (u),Carb Value (grams)\n2,2024-07-01T08:00:00,EGV,,,,G6,103,,\n3,2024-07-01T08:05:00,Insulin,Fast-Acting,,,,,3.5,\n',
  ),
  'health-auto-export': json({
    data: {
      metrics: [
        { name: 'step_count', units: 'count', data: [{ date: '2024-07-01 10:00:00 +0200', qty: 120 }] },
        {
          name: 'sleep_analysis',
          units: 'hr',
          data: [{ startDate: '2024-07-01 01:00:00 +0200', value: 'REM' }],
        },
      ],
      workouts: [{ name: 'Run', start: '2024-07-01 10:00:00 +0200', end: '2024-07-01 11:00:00 +0200' }],
    },
  }),
  'nornos-ingest': json({
    format: 'nornos-ingest/1',
    source: { name: 'Scale' },
    samples: [{ metric: 'weight', start: '2024-07-01T08:00:00Z', value: 72.5 }],
    workouts: [{ activity: 'rowing', start: '2024-07-01T08:00:00Z', end: '2024-07-01T08:30:00Z' }],
  }),
  polar: json({
    exportVersion: '1.6',
    exercises: [
      {
        startTime: '2024-07-01T10:00:00.000',
        duration: 'PT3600S',
        timezoneOffset: 120,
        sport: 'RUNNING',
        samples: { heartRate: [{ dateTime: '2024-07-01T10:00:01.000', value: 121 }] },
      },
    ],
  }),
  'google-health': json({
    dataPoints: [
      {
        dataSource: { platform: 'FITBIT', device: { displayName: 'Charge 6' } },
        steps: {
          interval: {
            ...{ startTime: '2024-07-01T08:00:00Z', startUtcOffset: '7200s' },
            ...{ endTime: '2024-07-01T08:01:00Z', endUtcOffset: '7200s' },
          },
          count: '34',
        },
      },
      {
        sleep: {
          interval: { startTime: '2024-07-01T22:00:00Z', endTime: '2024-07-02T05:00:00Z' },
          stages: [{ startTime: '2024-07-01T22:00:00Z', endTime: '2024-07-01T23:00:00Z', type: 'DEEP' }],
          summary: { minutesAsleep: '390', stagesSummary: [{ type: 'DEEP', minutes: '60', count: '1' }] },
        },
      },
      {
        exercise: {
          interval: { startTime: '2024-07-01T08:00:00Z', endTime: '2024-07-01T08:30:00Z' },
          ...{ exerciseType: 'RUNNING', activeDuration: '1700s' },
          metricsSummary: { caloriesKcal: 320, distanceMillimeters: 5_000_000 },
        },
      },
      { dailyRestingHeartRate: { date: { year: 2024, month: 7, day: 1 }, beatsPerMinute: '57' } },
      {
        nutritionLog: {
          interval: { startTime: '2024-07-01T10:00:00Z', endTime: '2024-07-01T10:15:00Z' },
          ...{ foodDisplayName: 'Lentils', energy: { kcal: 420 }, totalCarbohydrate: { grams: 60 } },
          nutrients: [{ nutrient: 'IRON', quantity: { grams: 0.006 } }],
        },
      },
      {
        electrocardiogram: {
          interval: { startTime: '2024-07-01T11:00:00Z', endTime: '2024-07-01T11:00:30Z' },
          ...{ resultClassification: 'NORMAL_SINUS_RHYTHM', samplingFrequencyHertz: 250 },
          ...{
            millivoltsScalingFactor: 10_922,
            waveformSamples: Array.from({ length: 60 }, (_, at) => at * 7),
          },
        },
      },
    ],
    nextPageToken: '',
  }),
  oura: json({
    data: [
      {
        bedtime_start: '2024-07-01T22:50:00Z',
        bedtime_end: '2024-07-02T06:15:00Z',
        sleep_phase_5_min: '441223',
      },
    ],
  }),
  withings: json({
    body: { measuregrps: [{ grpid: 1, category: 1, date: 1_433_052_383, attrib: 0, measures: [] }] },
  }),
  nightscout: json([{ sgv: 107, type: 'sgv', date: 1_729_900_800_000 }]),
  'garmin-connect': json({ userProfilePK: 1, heartRateValues: [[1_767_765_600_000, 60]] }),
  fitbit: json([{ dateTime: '07/01/24 12:00:05', value: { bpm: 61, confidence: 2 } }]),
  gpx: text(
    '<?xml version="1.0"?><gpx creator="x"><trk><trkseg><trkpt lat="59.3" lon="18.1"><ele>12</ele><time>2024-07-01T08:00:00Z</time></trkpt><trkpt lat="59.4" lon="18.2"><time>2024-07-01T08:00:05Z</time></trkpt></trkseg></trk></gpx>',
  ),
  ccda: text(
    '<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"><title>Visit</title><effectiveTime value="20250301"/><component><section><entry><observation><code code="4548-4" codeSystem="2.16.840.1.113883.6.1"/><effectiveTime value="202503010800"/><value unit="%" value="5.6"/></observation></entry></section></component></ClinicalDocument>',
  ),
  hl7v2: text(
    'MSH|^~\\&|LAB|H|A|B|20250301080000||ORU^R01|1|P|2.5\rPID|1||7\rOBR|1|||CBC\rOBX|1|NM|718-7^Hemoglobin^LN||140|g/L|130-170|N|||F|||20250301080000\r',
  ),
  'apple-ecg': text(
    `Name,Sam\nDate of Birth,Feb 29 1984\nRecorded Date,2024-07-01 10:00:00 +0200\nClassification,Sinus Rhythm\nSample Rate,512 hertz\n\nLead,Lead I\nUnit,µV\n\n${ecg.join('\n')}\n`,
  ),
  'dexcom-api': json({
    recordType: 'egv',
    records: [{ systemTime: '2024-07-01T08:00:00', value: 103, unit: 'mg/dL', status: null }],
  }),
  'whoop-api': json({
    records: [
      {
        start: '2024-07-01T22:00:00Z',
        end: '2024-07-02T05:00:00Z',
        score_state: 'SCORED',
        score: { stage_summary: { total_in_bed_time_milli: 25_200_000 }, respiratory_rate: 15.2 },
      },
    ],
  }),
  'google-fit': json({
    dataSourceId: 'derived:com.google',
    point: [
      {
        dataTypeName: 'com.google.step_count.delta',
        startTimeNanos: '1719820800000000000',
        endTimeNanos: '1719820860000000000',
        value: [{ intVal: 34 }],
      },
    ],
  }),
  ihealth: json({ BPDataList: [{ HP: 120, LP: 80, HR: 61, MDate: 1_719_820_800 }], BPUnit: 0 }),
  'garmin-health': json([
    { summaryId: 'x', startTimeInSeconds: 1_719_820_800, durationInSeconds: 86_400, steps: 8000 },
  ]),
}
