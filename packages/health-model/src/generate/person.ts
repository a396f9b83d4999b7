/** Who a generated person is, and how one of their days goes before any device measures it. Read next: measure.ts. */
import { DAY_MILLISECONDS, MINUTE_MILLISECONDS } from '../instant.ts'
import { startOfLocalDay } from '../time/local-day.ts'
import { between, clamp, normal, seededRandom, wave } from './random.ts'

/** Stays the same for a seed. */
export interface Person {
  readonly seed: number
  readonly zone: string
  readonly restingHeartRate: number
  /** SDNN, ms. */
  readonly variability: number
  readonly stepsPerDay: number
  /** Minutes of sleep they would like, and when they go to bed, in minutes around midnight. */
  readonly sleepNeedMinutes: number
  readonly bedtimeMinutes: number
  readonly weightKilograms: number
  readonly workoutsPerWeek: number
}

export function makePerson(seed: number, zone: string): Person {
  const random = seededRandom(seed, 1)
  return {
    seed,
    zone,
    restingHeartRate: between(random, 50, 68),
    variability: between(random, 32, 70),
    stepsPerDay: between(random, 5500, 10_500),
    sleepNeedMinutes: between(random, 420, 490),
    bedtimeMinutes: between(random, -90, 30),
    weightKilograms: between(random, 58, 95),
    workoutsPerWeek: between(random, 1.5, 4),
  }
}

/** What truly happened on one local day; devices see it with gaps and errors. */
export interface DayPlan {
  /** Days since 1970-01-01, local. */
  readonly day: number
  readonly midnight: number
  /** The sleep that ends on this day, milliseconds since 1970. */
  readonly sleepStart: number
  readonly wake: number
  readonly steps: number
  readonly restingHeartRate: number
  readonly variability: number
  readonly weightKilograms: number
  /** 0 well to 1 in bed with a fever. */
  readonly illness: number
  readonly workout: { readonly start: number; readonly minutes: number; readonly activity: string } | null
  readonly isWatchWorn: boolean
}

const ILLNESS_PERIOD = 97
const ILLNESS_DAYS = 6

export function planDay(person: Person, day: number): DayPlan {
  const random = seededRandom(person.seed, 2, day)
  const midnight = startOfLocalDay(day, person.zone) ?? day * DAY_MILLISECONDS
  // 1970-01-01 was a Thursday.
  const weekday = (((day + 3) % 7) + 7) % 7
  const isFree = weekday >= 5
  const illness = illnessOf(person, day)
  const season = wave(day / 365)
  const bedtime = person.bedtimeMinutes + (isFree ? 45 : 0) + normal(random) * 20
  const asleep = person.sleepNeedMinutes + (isFree ? 35 : -25) + illness * 60 + normal(random) * 28
  const strain = clamp(normal(random) * 0.5 + wave(day / 28) * 0.4 + illness * 2, -1.5, 2.5)
  const sleepStart = midnight + Math.round(bedtime) * MINUTE_MILLISECONDS
  const hasWorkout = illness === 0 && random() < person.workoutsPerWeek / 7
  const steps = person.stepsPerDay * (1 + normal(random) * 0.25 + season * 0.1) * (1 - illness * 0.7)
  return {
    day,
    midnight,
    sleepStart,
    wake: sleepStart + Math.round(clamp(asleep, 200, 700)) * MINUTE_MILLISECONDS,
    steps: Math.round(clamp(steps, 300, 30_000)),
    restingHeartRate: person.restingHeartRate + strain * 2.2 + illness * 7 - season,
    variability: clamp(person.variability * (1 - strain * 0.13 - illness * 0.2), 8, 180),
    weightKilograms: person.weightKilograms + wave(day / 420) * 2.2 + normal(random) * 0.35,
    illness,
    workout: hasWorkout ? planWorkout(random, midnight) : null,
    isWatchWorn: random() > 0.03,
  }
}

/** Every three months or so a few bad days, at a point of their own for each person. */
function illnessOf(person: Person, day: number): number {
  const offset = Math.floor(seededRandom(person.seed, 3)() * ILLNESS_PERIOD)
  const position = (((day + offset) % ILLNESS_PERIOD) + ILLNESS_PERIOD) % ILLNESS_PERIOD
  return position < ILLNESS_DAYS ? 1 - Math.abs(position - 2) / ILLNESS_DAYS : 0
}

function planWorkout(random: () => number, midnight: number): DayPlan['workout'] {
  const activities = ['running', 'cycling', 'walking', 'strength_training']
  const hour = random() < 0.4 ? between(random, 8, 10) : between(random, 16.5, 19.5)
  return {
    start: midnight + Math.round(hour * 60) * MINUTE_MILLISECONDS,
    minutes: Math.round(between(random, 22, 75)),
    activity: activities[Math.floor(random() * activities.length)] ?? 'running',
  }
}
