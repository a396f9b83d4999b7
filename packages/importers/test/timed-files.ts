/**
 * One small file of each format that carries times, about one stretch of time: a night, a workout or a reading. Made
 * after the formats' own documents. `from` and `to` are local times with their offset, as a watch on that wrist shows.
 */
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fitFile } from '../src/generate/fit-file.ts'

export interface Stretch {
  /** `2024-03-30T23:30:00+01:00` */
  readonly from: string
  readonly to: string
  /** Where it was. */
  readonly zone: string
}

/**
 * How the format says when: by an instant or an offset; by the wall clock alone; by an instant and the name of the zone;
 * by a calendar day alone.
 */
export type TimeForm = 'instant' | 'wall' | 'zone' | 'day'

export interface TimedFile {
  readonly name: string
  readonly form: TimeForm
  /** What the stretch becomes. */
  readonly metric: string
  /** Whether the format states an end. */
  readonly ends: boolean
  readonly make: (stretch: Stretch) => string | Uint8Array
}

const ms = (text: string) => Date.parse(text)
const seconds = (text: string) => ms(text) / 1000
const iso = (text: string) => new Date(ms(text)).toISOString()
const gmt = (text: string) => iso(text).replace('Z', '')
const wall = (text: string) => text.slice(0, 19)
const wallSpaced = (text: string) => wall(text).replace('T', ' ')
const offset = (text: string) => text.slice(19)
const offsetMinutes = (text: string) => (ms(`${wall(text)}Z`) - ms(text)) / 60_000
const lasting = ({ from, to }: Stretch) => ms(to) - ms(from)
/** As Apple prints every date of an export: with the offset of the day on which it was made, wherever that was. */
const printed = (text: string) =>
  `${new Date(ms(text) + 7_200_000).toISOString().slice(0, 19).replace('T', ' ')} +0200`
const day = (text: string) => text.slice(0, 10)
const hl7 = (text: string) => wall(text).replace(/[-:T]/g, '')
const json = JSON.stringify

const appleRecord = ({ from, to }: Stretch, inside: string) =>
  `<HealthData locale="en"><Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="Watch" startDate="${printed(from)}" endDate="${printed(to)}" value="HKCategoryValueSleepAnalysisAsleepREM">${inside}</Record></HealthData>`

const ouraNight = ({ from, to }: Stretch) =>
  json({ data: [{ id: 'n', bedtime_start: from, bedtime_end: to, average_hrv: 44 }] })

const polarNight = ({ from, to }: Stretch) =>
  json({
    nights: [
      {
        ...{ polar_user: 'u', date: to.slice(0, 10), sleep_start_time: from, sleep_end_time: to },
        deep_sleep: 3600,
      },
    ],
  })

function healthConnect({ from, to }: Stretch): Uint8Array {
  const path = join(tmpdir(), `nornos-times-${process.pid}.db`)
  const database = new DatabaseSync(path)
  database.exec(`CREATE TABLE application_info_table (row_id INTEGER PRIMARY KEY, package_name TEXT, app_name TEXT);
    CREATE TABLE steps_record_table (row_id INTEGER PRIMARY KEY, app_info_id INTEGER, start_time INTEGER, start_zone_offset INTEGER, end_time INTEGER, count INTEGER);
    INSERT INTO steps_record_table VALUES (1, 1, ${ms(from)}, ${offsetMinutes(from) * 60}, ${ms(to)}, 900);`)
  database.close()
  const bytes = new Uint8Array(readFileSync(path))
  rmSync(path)
  return bytes
}

const LABORATORY = ['30954-2', '718-7', 'g/dL'] as const
const VITAL_SIGNS = ['8716-3', '8867-4', '/min'] as const

/** One value in a section of a clinical document; `when` as HL7 writes it. */
function clinicalDocument([section, code, unit]: readonly string[], when: string): string {
  const loinc = 'codeSystem="2.16.840.1.113883.6.1"'
  const value = `<value xsi:type="PQ" value="13.2" unit="${unit}"/>`
  const observation = `<observation classCode="OBS" moodCode="EVN"><code code="${code}" displayName="Value" ${loinc}/><statusCode code="completed"/><effectiveTime value="${when}"/>${value}</observation>`
  const entry = `<entry><organizer classCode="CLUSTER" moodCode="EVN"><component>${observation}</component></organizer></entry>`
  return `<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><title>Visit</title><component><structuredBody><component><section><code code="${section}" ${loinc}/><title>Values</title>${entry}</section></component></structuredBody></component></ClinicalDocument>`
}

const hl7Offset = (text: string) => `${hl7(text)}${offset(text).replace(':', '')}`
const hl7Day = (text: string) => day(text).replaceAll('-', '')

const laboratoryResult = (when: string) =>
  json({
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ code: 'laboratory' }] }],
    code: { coding: [{ system: 'http://loinc.org', code: '718-7' }] },
    effectiveDateTime: when,
    valueQuantity: { value: 13.2, unit: 'g/dL', code: 'g/dL' },
  })

const LIBRE_HEADER =
  'Device,Serial Number,Device Timestamp,Record Type,Historic Glucose mmol/L,Scan Glucose mmol/L,Notes,Strip Glucose mmol/L'
const CLARITY_HEADER =
  'Index,Timestamp (YYYY-MM-DDThh:mm:ss),Event Type,Event Subtype,Patient Info,Device Info,Source Device ID,Glucose Value (mmol/L),Insulin Value (u),Carb Value (grams)'
const FIT_EPOCH = 631_065_600

const interval = { ends: true } as const
const moment = { ends: false } as const

export const timedFiles: readonly TimedFile[] = [
  {
    name: 'Apple',
    form: 'instant',
    metric: 'sleep_hypnogram',
    ...interval,
    make: (one) => appleRecord(one, ''),
  },
  {
    ...{ name: 'Apple with HKTimeZone', form: 'zone', metric: 'sleep_hypnogram', ...interval },
    make: (one) => appleRecord(one, `<MetadataEntry key="HKTimeZone" value="${one.zone}"/>`),
  },
  {
    ...{ name: 'Apple electrocardiogram', form: 'instant', metric: 'ecg_classification', ...moment },
    make: ({ from }) =>
      `Name,Sam\nDate of Birth,Feb 29 1984\nRecorded Date,${printed(from)}\nClassification,Sinus Rhythm\nSample Rate,512 hertz\n\nLead,Lead I\nUnit,µV\n\n${'1.5\n'.repeat(512)}`,
  },
  {
    ...{ name: 'FIT', form: 'instant', metric: 'heart_rate', ...moment },
    make: ({ from }) =>
      fitFile([
        {
          message: 0,
          fields: [
            [0, 0, 4],
            [1, 132, 1],
            [4, 134, seconds(from) - FIT_EPOCH],
          ],
        },
        {
          message: 20,
          fields: [
            [253, 134, seconds(from) - FIT_EPOCH],
            [3, 2, 61],
          ],
        },
      ]),
  },
  {
    ...{ name: 'FHIR', form: 'instant', metric: 'heart_rate', ...interval },
    make: ({ from, to }) =>
      json({
        ...{ resourceType: 'Observation', status: 'final', effectivePeriod: { start: from, end: to } },
        code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
        valueQuantity: { value: 61, unit: '/min', code: '/min', system: 'http://unitsofmeasure.org' },
      }),
  },
  {
    ...{ name: 'HL7 v2 with an offset', form: 'instant', metric: 'hemoglobin', ...moment },
    make: ({ from }) =>
      `MSH|^~\\&|LAB|Clinic|||20240305||ORU^R01|1|P|2.5.1\rPID|1||1\rOBR|1|||24323-8^P^LN|||${hl7(from)}${offset(from).replace(':', '')}\rOBX|1|NM|718-7^Hb^LN||13.2|g/dL^^UCUM|||||F\r`,
  },
  {
    ...{ name: 'HL7 v2 without an offset', form: 'wall', metric: 'hemoglobin', ...moment },
    make: ({ from }) =>
      `MSH|^~\\&|LAB|Clinic|||20240305||ORU^R01|1|P|2.5.1\rPID|1||1\rOBR|1|||24323-8^P^LN|||${hl7(from)}\rOBX|1|NM|718-7^Hb^LN||13.2|g/dL^^UCUM|||||F\r`,
  },
  {
    ...{ name: 'Garmin Connect night', form: 'instant', metric: 'sleep_hypnogram', ...interval },
    make: ({ from, to }) =>
      json({
        dailySleepDTO: {
          sleepStartTimestampGMT: ms(from),
          sleepEndTimestampGMT: ms(to),
          deepSleepSeconds: 1,
        },
        sleepLevels: [{ startGMT: gmt(from), endGMT: gmt(to), activityLevel: 0 }],
      }),
  },
  {
    ...{ name: 'Garmin Connect activity', form: 'zone', metric: 'workout_session', ...interval },
    make: (one) =>
      json({
        ...{
          activityId: 1,
          activityTypeDTO: { typeKey: 'running' },
          timeZoneUnitDTO: { timeZone: one.zone },
        },
        summaryDTO: { startTimeGMT: gmt(one.from), elapsedDuration: lasting(one) / 1000, distance: 9 },
      }),
  },
  {
    ...{ name: 'Garmin Health', form: 'instant', metric: 'sleep_total', ...interval },
    make: (one) =>
      json([
        {
          ...{
            summaryId: 's',
            startTimeInSeconds: seconds(one.from),
            durationInSeconds: lasting(one) / 1000,
          },
          ...{ startTimeOffsetInSeconds: offsetMinutes(one.from) * 60, deepSleepDurationInSeconds: 60 },
        },
      ]),
  },
  {
    ...{ name: 'Fitbit night', form: 'wall', metric: 'sleep_total', ...interval },
    make: ({ from, to }) =>
      json({
        sleep: [{ dateOfSleep: to.slice(0, 10), startTime: wall(from), endTime: wall(to), minutesAsleep: 1 }],
      }),
  },
  {
    ...{ name: 'Fitbit Takeout', form: 'instant', metric: 'heart_rate', ...moment },
    make: ({ from }) => {
      const [, year = '', month, day, clock] = /^\d\d(\d\d)-(\d\d)-(\d\d)T(.{8})/.exec(gmt(from)) ?? []
      return json([{ dateTime: `${month}/${day}/${year} ${clock}`, value: { bpm: 61, confidence: 3 } }])
    },
  },
  {
    ...{ name: 'Fitbit table of the nights', form: 'wall', metric: 'skin_temperature', ...interval },
    make: ({ from, to }) =>
      `type,sleep_start,sleep_end,temperature_samples,nightly_temperature\nSKIN,${wall(from)},${wall(to)},404,34.07\n`,
  },
  {
    ...{ name: 'Fitbit table in UTC', form: 'instant', metric: 'weight', ...moment },
    make: ({ from }) => `timestamp,weight grams,data source\n${iso(from)},62400,Fitbit App\n`,
  },
  {
    ...{ name: 'Garmin archive', form: 'instant', metric: 'sleep_deep', ...interval },
    make: ({ from, to }) =>
      json([
        {
          ...{ sleepStartTimestampGMT: gmt(from), sleepEndTimestampGMT: gmt(to) },
          ...{ calendarDate: day(to), deepSleepSeconds: 60 },
        },
      ]),
  },
  {
    ...{ name: 'Withings table', form: 'instant', metric: 'sleep_deep', ...interval },
    make: ({ from, to }) => `from,to,"light (s)","deep (s)","rem (s)","awake (s)"\n${from},${to},0,60,0,0\n`,
  },
  {
    ...{ name: 'Google Fit session', form: 'instant', metric: 'workout_session', ...interval },
    make: ({ from, to }) => json({ fitnessActivity: 'running', startTime: iso(from), endTime: iso(to) }),
  },
  {
    ...{ name: 'Google Fit day', form: 'day', metric: 'steps', ...interval },
    make: ({ from }) => `Date,Move Minutes count,Step count\n${day(from)},42,5321\n`,
  },
  {
    ...{ name: 'TCX', form: 'instant', metric: 'workout_session', ...interval },
    make: (one) =>
      `<TrainingCenterDatabase><Activities><Activity Sport="Running"><Lap StartTime="${iso(one.from)}"><TotalTimeSeconds>${lasting(one) / 1000}</TotalTimeSeconds></Lap></Activity></Activities></TrainingCenterDatabase>`,
  },
  {
    ...{ name: 'WHOOP table of the naps', form: 'instant', metric: 'sleep_nap', ...interval },
    make: ({ from, to }) => {
      const end = new Date(ms(`${wall(from)}Z`) + ms(to) - ms(from)).toISOString()
      return `Cycle start time,Cycle timezone,Sleep onset,Wake onset,Asleep duration (min),Nap\n${wallSpaced(from)},UTC${offset(from)},${wallSpaced(from)},${wallSpaced(end)},36,true\n`
    },
  },
  { name: 'Oura', form: 'instant', metric: 'hrv_rmssd', ...interval, make: ouraNight },
  {
    ...{ name: 'WHOOP table', form: 'instant', metric: 'energy_total', ...interval },
    // One offset holds for the whole row, also for what comes after the clocks have changed.
    make: ({ from, to }) => {
      const end = new Date(ms(`${wall(from)}Z`) + ms(to) - ms(from)).toISOString()
      return `Cycle start time,Cycle end time,Cycle timezone,Recovery score %,Energy burned (cal)\n${wallSpaced(from)},${wallSpaced(end)},UTC${offset(from)},70,2100\n`
    },
  },
  {
    ...{ name: 'WHOOP', form: 'instant', metric: 'workout_session', ...interval },
    make: ({ from, to }) =>
      json({
        records: [
          {
            ...{ score_state: 'SCORED', start: iso(from), end: iso(to), timezone_offset: offset(from) },
            ...{ sport_name: 'running', score: { strain: 8, kilojoule: 900 } },
          },
        ],
      }),
  },
  {
    ...{ name: 'Withings night', form: 'zone', metric: 'sleep_total', ...interval },
    make: ({ from, to, zone }) =>
      json({
        status: 0,
        body: {
          series: [
            {
              ...{ startdate: seconds(from), enddate: seconds(to), timezone: zone },
              ...{ hash_deviceid: 'd', data: { total_sleep_time: 60 } },
            },
          ],
        },
      }),
  },
  {
    ...{ name: 'Polar exercise', form: 'instant', metric: 'workout_session', ...interval },
    make: (one) =>
      json([
        {
          ...{ id: 'e', start_time: wall(one.from), start_time_utc_offset: offsetMinutes(one.from) },
          ...{ duration: `PT${lasting(one) / 1000}S`, sport: 'RUNNING' },
        },
      ]),
  },
  {
    ...{ name: 'Google Health', form: 'instant', metric: 'steps', ...interval },
    make: ({ from, to }) =>
      json({
        dataPoints: [
          {
            dataSource: { platform: 'FITBIT', device: { displayName: 'Charge 6' } },
            steps: { interval: { startTime: iso(from), endTime: iso(to) }, count: '900' },
          },
        ],
      }),
  },
  { name: 'Polar night', form: 'instant', metric: 'sleep_deep', ...interval, make: polarNight },
  {
    ...{ name: 'Polar minutes', form: 'wall', metric: 'heart_rate', ...moment },
    make: ({ from }) => {
      const [hour = 0, minute = 0] = [from.slice(11, 13), from.slice(14, 16)].map(Number)
      const samples = [{ heartRate: 61, secondsFromDayStart: (hour * 60 + minute) * 60 }]
      return json({ deviceDays: [{ date: from.slice(0, 10), samples }] })
    },
  },
  { name: 'Health Connect', form: 'instant', metric: 'steps', ...interval, make: healthConnect },
  {
    ...{ name: 'Google Fit', form: 'instant', metric: 'steps', ...interval },
    make: ({ from, to }) =>
      json({
        point: [
          {
            ...{ startTimeNanos: `${ms(from)}000000`, endTimeNanos: `${ms(to)}000000` },
            ...{ dataTypeName: 'com.google.step_count.delta', value: [{ intVal: 900 }] },
          },
        ],
      }),
  },
  {
    ...{ name: 'Samsung Health', form: 'instant', metric: 'heart_rate', ...interval },
    make: ({ from, to }) =>
      `com.samsung.shealth.tracker.heart_rate,7006011,7\nstart_time,end_time,time_offset,heart_rate\n${gmt(from).replace('T', ' ')},${gmt(to).replace('T', ' ')},UTC${offset(from).replace(':', '')},61.0,\n`,
  },
  {
    ...{ name: 'Dexcom Clarity', form: 'wall', metric: 'glucose_cgm', ...moment },
    make: ({ from }) => `${CLARITY_HEADER}\n1,${wall(from)},EGV,,,,G6,5.4,,\n`,
  },
  {
    ...{ name: 'Dexcom', form: 'instant', metric: 'glucose_cgm', ...moment },
    make: ({ from }) =>
      json({
        recordType: 'egv',
        records: [{ systemTime: gmt(from), displayTime: from, value: 5.4, unit: 'mmol/L' }],
      }),
  },
  {
    ...{ name: 'LibreView', form: 'wall', metric: 'glucose_cgm', ...moment },
    make: ({ from }) =>
      `Glucose Data\n${LIBRE_HEADER}\nLibre,A1,${from.slice(0, 10).replaceAll('-', '/')} ${from.slice(11, 16)},0,5.4,,,\n`,
  },
  {
    ...{ name: 'Nightscout', form: 'instant', metric: 'glucose_cgm', ...moment },
    make: ({ from }) => json([{ sgv: 97, date: ms(from), dateString: from, type: 'sgv' }]),
  },
  {
    ...{ name: 'iHealth', form: 'instant', metric: 'spo2', ...moment },
    make: ({ from }) => json({ BODataList: [{ MDate: seconds(from), BO: 97, TimeZone: offset(from) }] }),
  },
  {
    ...{ name: 'Health Auto Export', form: 'instant', metric: 'sleep_hypnogram', ...interval },
    make: ({ from, to }) => {
      const point = { startDate: printed(from), endDate: printed(to), value: 'REM' }
      return json({ data: { metrics: [{ name: 'sleep_analysis', units: 'hr', data: [point] }] } })
    },
  },
  {
    ...{ name: 'our own JSON', form: 'zone', metric: 'heart_rate', ...interval },
    make: ({ from, to, zone }) =>
      json({
        format: 'nornos-ingest/1',
        samples: [{ metric: 'heart_rate', start: from, end: to, value: 61, zone }],
      }),
  },
  {
    ...{ name: 'GPX', form: 'instant', metric: 'workout_route', ...interval },
    make: ({ from, to }) =>
      `<?xml version="1.0"?><gpx version="1.1"><trk><trkseg>${[from, to].map((time) => `<trkpt lon="18" lat="59"><time>${iso(time)}</time></trkpt>`).join('')}</trkseg></trk></gpx>`,
  },
  {
    ...{ name: 'C-CDA result with an offset', form: 'instant', metric: 'hemoglobin', ...moment },
    make: ({ from }) => clinicalDocument(LABORATORY, hl7Offset(from)),
  },
  {
    ...{ name: 'C-CDA result without an offset', form: 'wall', metric: 'hemoglobin', ...moment },
    make: ({ from }) => clinicalDocument(LABORATORY, hl7(from)),
  },
  {
    ...{ name: 'C-CDA vital sign with an offset', form: 'instant', metric: 'heart_rate', ...moment },
    make: ({ from }) => clinicalDocument(VITAL_SIGNS, hl7Offset(from)),
  },
  {
    ...{ name: 'C-CDA vital sign without an offset', form: 'wall', metric: 'heart_rate', ...moment },
    make: ({ from }) => clinicalDocument(VITAL_SIGNS, hl7(from)),
  },
  {
    ...{ name: 'C-CDA result of a day', form: 'day', metric: 'hemoglobin', ...moment },
    make: ({ from }) => clinicalDocument(LABORATORY, hl7Day(from)),
  },
  {
    ...{ name: 'C-CDA vital sign of a day', form: 'day', metric: 'heart_rate', ...interval },
    make: ({ from }) => clinicalDocument(VITAL_SIGNS, hl7Day(from)),
  },
  {
    ...{ name: 'FHIR result of a day', form: 'day', metric: 'hemoglobin', ...moment },
    make: ({ from }) => laboratoryResult(day(from)),
  },
  {
    ...{ name: 'FHIR vital sign of a day', form: 'day', metric: 'heart_rate', ...interval },
    make: ({ from }) =>
      json({
        resourceType: 'Observation',
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
        effectiveDateTime: day(from),
        valueQuantity: { value: 61, code: '/min' },
      }),
  },
  {
    ...{ name: 'HL7 v2 result of a day', form: 'day', metric: 'hemoglobin', ...moment },
    make: ({ from }) =>
      `MSH|^~\\&|LAB|Clinic|||20240305||ORU^R01|1|P|2.5.1\rPID|1||1\rOBR|1|||24323-8^P^LN|||${hl7Day(from)}\rOBX|1|NM|718-7^Hb^LN||13.2|g/dL^^UCUM|||||F\r`,
  },
  {
    ...{ name: 'Fitbit day', form: 'day', metric: 'steps', ...interval },
    make: ({ from }) => json({ 'activities-steps': [{ dateTime: day(from), value: '9000' }] }),
  },
  {
    ...{ name: 'Samsung Health day', form: 'day', metric: 'steps', ...interval },
    make: ({ from }) =>
      `com.samsung.shealth.step_daily_trend,7,7\nday_time,count,source_type\n${ms(`${day(from)}T00:00:00Z`)},8000,-2,\n`,
  },
]
