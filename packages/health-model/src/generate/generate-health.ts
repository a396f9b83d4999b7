/**
 * A person who does not exist, with years of plausible data: for the demo and for tests. The same seed gives the same
 * data, day by day, whatever range is asked for. Read next: person.ts, measure.ts.
 */
import type { SourceId } from '../ids.ts'
import { MINUTE_MILLISECONDS, millisecondsToInstant } from '../instant.ts'
import type { Workout } from '../record/workout.ts'
import type { Sample } from '../sample.ts'
import { type SourceIdentity, sourceIdentity } from '../source.ts'
import { type MeasuringSources, measureDay } from './measure.ts'
import { type DayPlan, makePerson, planDay } from './person.ts'

/** The devices of every generated person; hash their canonical text for the ids. */
export const generatedSources: Readonly<Record<keyof MeasuringSources, SourceIdentity>> = {
  watch: sourceIdentity({ name: 'Watch', manufacturer: 'Example', model: 'Watch', hardware: 'Watch1,1' }),
  phone: sourceIdentity({ name: 'Phone', manufacturer: 'Example', model: 'Phone', hardware: 'Phone1,1' }),
  scale: sourceIdentity({ name: 'Scale', manufacturer: 'Example', model: 'Scale', hardware: 'Scale1,1' }),
}

export interface GenerateOptions {
  /** A 32-bit integer: who the person is. */
  readonly seed: number
  /** The first local day, in days since 1970-01-01. */
  readonly firstDay: number
  readonly days: number
  /** Where the person lives, an IANA zone. */
  readonly zone: string
  readonly sources: Readonly<Record<keyof MeasuringSources, SourceId>>
}

export interface GeneratedDay {
  /** Days since 1970-01-01, local. */
  readonly day: number
  readonly samples: readonly Sample[]
  readonly workouts: readonly Workout[]
  /** What truly happened, to test against. */
  readonly truth: { readonly steps: number; readonly sleepMinutes: number; readonly isWatchWorn: boolean }
}

/** One day after the other. */
export function* generateHealth(options: GenerateOptions): Generator<GeneratedDay, void, undefined> {
  const person = makePerson(options.seed, options.zone)
  for (let day = options.firstDay; day < options.firstDay + options.days; day++) {
    const plan = planDay(person, day)
    const samples = measureDay(person, plan, options.sources)
    const workouts =
      plan.workout === null || !plan.isWatchWorn ? [] : [workoutOf(plan, plan.workout, samples)]
    const sleepMinutes = (plan.wake - plan.sleepStart) / MINUTE_MILLISECONDS
    yield {
      day,
      samples,
      workouts,
      truth: { steps: plan.steps, sleepMinutes, isWatchWorn: plan.isWatchWorn },
    }
  }
}

const metresPerMinute: Readonly<Record<string, number>> = { running: 160, cycling: 380, walking: 90 }
const kilocaloriesPerMinute: Readonly<Record<string, number>> = { running: 11, cycling: 9, walking: 4.5 }

function workoutOf(
  { restingHeartRate }: DayPlan,
  { start, minutes, activity }: NonNullable<DayPlan['workout']>,
  samples: readonly Sample[],
): Workout {
  const end = start + minutes * MINUTE_MILLISECONDS
  const rates = samples
    .filter((sample) => sample.metric === 'heart_rate' && sample.start >= start && sample.start < end)
    .map(({ value }) => value)
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / Math.max(rates.length, 1)
  const pace = metresPerMinute[activity]
  const effort = mean / Math.max(restingHeartRate + 60, 1)
  return {
    resourceType: 'Workout',
    activity,
    reportedActivity: activity,
    start: millisecondsToInstant(start),
    end: millisecondsToInstant(end),
    durationMinutes: minutes,
    distanceMetres: pace === undefined ? null : Math.round(pace * minutes * effort),
    energyKilocalories: Math.round((kilocaloriesPerMinute[activity] ?? 6) * minutes * effort),
    elevationGainMetres: null,
    indoor: activity === 'strength_training',
    statistics: [
      {
        metric: 'heart_rate',
        minimum: Math.min(...rates),
        maximum: Math.max(...rates),
        mean: Math.round(mean * 10) / 10,
      },
    ],
    events: [],
    routes: [],
  }
}
