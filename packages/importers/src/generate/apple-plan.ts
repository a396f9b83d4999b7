/**
 * What the generated person does: for each type of record its source, unit and how its day looks. A row yields the
 * records of one day; the order of the rows is the order of the file, as Apple groups records by type.
 */
import { DIARY, type GeneratedSource, PHONE, SCALE, WATCH } from './apple-text.ts'
import { bell, type Random } from './random.ts'

export interface GeneratedRecord {
  readonly source: GeneratedSource
  /** Minutes after the midnight of the day, UTC. */
  readonly from: number
  readonly minutes: number
  readonly value: string
  readonly metadata?: readonly (readonly [key: string, value: string])[]
  /** Beats per minute of a variability record, one a beat. */
  readonly beats?: readonly number[]
}

export interface PlanRow {
  readonly type: string
  readonly unit: string
  day(day: number, random: Random): GeneratedRecord[]
}

const QUANTITY = 'HKQuantityTypeIdentifier'
const CATEGORY = 'HKCategoryTypeIdentifier'
const ZONE = ['HKTimeZone', 'Europe/Stockholm'] as const

function every(
  minutes: number,
  from: number,
  to: number,
  make: (at: number) => GeneratedRecord,
): GeneratedRecord[] {
  const records: GeneratedRecord[] = []
  for (let at = from; at < to; at += minutes) records.push(make(at))
  return records
}

function moment(source: GeneratedSource, from: number, value: string): GeneratedRecord {
  return { source, from, minutes: 0, value }
}

/** Phone and watch count the same walks, each in its own way. */
function walks(perMinute: number, decimals: number): PlanRow['day'] {
  return (day, random) =>
    every(47, 7 * 60, 22 * 60, (at) => {
      const minutes = 1 + Math.floor(random() * 9)
      const source = (at + day) % 2 === 0 ? PHONE : WATCH
      return {
        source,
        from: at,
        minutes,
        value: (perMinute * minutes * (0.9 + 0.2 * random())).toFixed(decimals),
      }
    })
}

function measured(
  source: GeneratedSource,
  step: number,
  from: number,
  to: number,
  value: (random: Random) => string,
): PlanRow['day'] {
  return (_day, random) => every(step, from, to, (at) => moment(source, at, value(random)))
}

const STAGES = ['AsleepCore', 'AsleepDeep', 'AsleepCore', 'AsleepREM', 'Awake', 'AsleepUnspecified']

export const PLAN: readonly PlanRow[] = [
  {
    type: `${QUANTITY}HeartRate`,
    unit: 'count/min',
    day: (_day, random) =>
      every(4, 0, 1440, (at) => ({
        ...moment(WATCH, at, (62 + 12 * Math.abs(bell(random))).toFixed(at % 3)),
        metadata: [['HKMetadataKeyHeartRateMotionContext', at % 7 === 0 ? '2' : '1']],
      })),
  },
  {
    type: `${QUANTITY}OxygenSaturation`,
    unit: '%',
    day: measured(WATCH, 50, 0, 1440, (random) => (0.94 + 0.05 * random()).toFixed(2)),
  },
  {
    type: `${QUANTITY}RespiratoryRate`,
    unit: 'count/min',
    day: measured(WATCH, 12, 0, 400, (random) => (14 + 2 * random()).toFixed(1)),
  },
  { type: `${QUANTITY}StepCount`, unit: 'count', day: walks(96, 0) },
  { type: `${QUANTITY}DistanceWalkingRunning`, unit: 'km', day: walks(0.073, 5) },
  {
    type: `${QUANTITY}ActiveEnergyBurned`,
    unit: 'Cal',
    day: (_day, random) =>
      every(1, 400, 1320, (at) => ({
        source: WATCH,
        from: at,
        minutes: 1,
        value: (0.2 + 2 * random()).toFixed(3),
      })),
  },
  {
    type: `${QUANTITY}BodyMass`,
    unit: 'lb',
    day: (day, random) =>
      day % 3 === 0
        ? [{ ...moment(SCALE, 430, (168 + random()).toFixed(1)), metadata: [['HKWasUserEntered', '0']] }]
        : [],
  },
  {
    type: `${QUANTITY}BloodGlucose`,
    unit: 'mmol<180.1558800000541>/L',
    day: (day, random) =>
      day % 2 === 0
        ? every(300, 420, 1320, (at) => ({
            ...moment(DIARY, at, (4.5 + 3 * random()).toFixed(1)),
            metadata: [['HKWasUserEntered', at === 420 ? '1' : '0']],
          }))
        : [],
  },
  {
    type: `${QUANTITY}RestingHeartRate`,
    unit: 'count/min',
    day: (_day, random) => [{ source: WATCH, from: 0, minutes: 1380, value: (54 + 6 * random()).toFixed(0) }],
  },
  {
    type: `${QUANTITY}WalkingAsymmetryPercentage`,
    unit: '%',
    day: measured(PHONE, 90, 480, 1300, (random) => (0.1 * random()).toFixed(3)),
  },
  {
    type: `${QUANTITY}VO2Max`,
    unit: 'mL/min·kg',
    day: (day, random) => (day % 7 === 0 ? [moment(WATCH, 1000, (41 + random()).toFixed(2))] : []),
  },
  {
    type: `${QUANTITY}RunningGroundContactTime`,
    unit: 'ms',
    day: (day, random) =>
      day % 5 === 0
        ? every(1, 1020, 1050, (at) => ({
            source: WATCH,
            from: at,
            minutes: 1,
            value: (240 + 20 * random()).toFixed(0),
          }))
        : [],
  },
  {
    type: `${QUANTITY}DietarySodium`,
    unit: 'mg',
    day: measured(DIARY, 360, 420, 1300, (random) => (900 * random()).toFixed(1)),
  },
  {
    type: `${CATEGORY}SleepAnalysis`,
    unit: '',
    day: (_day, random) =>
      every(24, 0, 380, (at) => ({
        source: WATCH,
        from: at,
        minutes: 24,
        value: `HKCategoryValueSleepAnalysis${STAGES[Math.floor(random() * STAGES.length)] ?? 'Awake'}`,
        metadata: [ZONE],
      })),
  },
  {
    type: `${CATEGORY}AppleStandHour`,
    unit: '',
    day: (_day, random) =>
      every(60, 360, 1320, (at) => ({
        source: WATCH,
        from: at,
        minutes: 60,
        value: `HKCategoryValueAppleStandHour${random() < 0.7 ? 'Stood' : 'Idle'}`,
      })),
  },
  {
    type: `${CATEGORY}MindfulSession`,
    unit: '',
    day: (day) => (day % 4 === 0 ? [{ source: PHONE, from: 1250, minutes: 10, value: '' }] : []),
  },
  {
    type: `${CATEGORY}Headache`,
    unit: '',
    day: (day) =>
      day % 9 === 0
        ? [{ source: DIARY, from: 600, minutes: 90, value: 'HKCategoryValueSeverityModerate' }]
        : [],
  },
  {
    type: `${CATEGORY}HandwashingEvent`,
    unit: '',
    day: (day) =>
      day % 2 === 0
        ? [{ source: WATCH, from: 700, minutes: 1, value: 'HKCategoryValueNotApplicable', metadata: [ZONE] }]
        : [],
  },
  {
    type: `${QUANTITY}HeartRateVariabilitySDNN`,
    unit: 'ms',
    day: (_day, random) =>
      every(240, 30, 1440, (at) => ({
        source: WATCH,
        from: at,
        minutes: 1,
        value: (40 + 30 * random()).toFixed(4),
        beats: Array.from({ length: 55 }, () => 56 + Math.floor(8 * random())),
      })),
  },
]
