/**
 * What is asked of the Google Health API for Fitbit: the points of each type as each source has them, by the person's own
 * calendar days, and of what it only adds up the sum of each day. See https://developers.google.com/health/data-types.
 */
import { textOf } from '../domain/look-into.ts'
import { dayText, instantText } from '../domain/stretches.ts'
import type { Collection, Stretch } from '../domain/vendor.ts'

/** By which of its times a data type is filtered: session and interval alike, but for sleep and for electrocardiograms. */
const timeFields = {
  interval: 'interval.civil_start_time',
  sample: 'sample_time.civil_time',
  day: 'date',
  sleep: 'interval.civil_end_time',
} as const

interface Listed {
  readonly times: keyof typeof timeFields
  /** A year fits where there are few points a day. */
  readonly daysMax?: number
  readonly backFillDays?: number
}

function listed(id: string, { times, daysMax = 366, backFillDays }: Listed): Collection {
  const field = `${id.replaceAll('-', '_')}.${timeFields[times]}`
  return filtered(id, daysMax, backFillDays, ({ from, until }) => {
    return `${field} >= "${dayText(from)}" AND ${field} < "${dayText(until)}"`
  })
}

/** The most that Google documents: of these two a page holds fewer. */
const pageSizeOf = (id: string) => (id === 'sleep' || id === 'exercise' ? '25' : '10000')

function filtered(
  id: string,
  daysMax: number,
  backFillDays: number | undefined,
  filter: (stretch: Stretch) => string,
): Collection {
  return {
    id,
    daysMax,
    ...(backFillDays === undefined ? {} : { backFillDays }),
    request: ({ site, stretch, place }) => {
      const url = new URL(`${site.apiUrl}/v4/users/me/dataTypes/${id}/dataPoints`)
      url.searchParams.set('filter', filter(stretch))
      url.searchParams.set('pageSize', pageSizeOf(id))
      url.searchParams.set('prettyPrint', 'false')
      if (place !== null) url.searchParams.set('pageToken', place)
      return { method: 'GET', url: url.href }
    },
    next: (json) => textOf(json, 'nextPageToken'),
  }
}

/** Two weeks at once is the most that Google adds up. */
const rolledUpDaysMax = 14

/** What no listing holds: one point a day, of all sources together. Of a day that is not over it grows, and the larger counts. */
function rolledUp(id: string): Collection {
  return {
    id,
    daysMax: rolledUpDaysMax,
    request: ({ site, stretch: { from, until }, place }) => ({
      method: 'POST',
      url: `${site.apiUrl}/v4/users/me/dataTypes/${id}/dataPoints:dailyRollUp`,
      json: {
        range: { start: { date: civilDate(from) }, end: { date: civilDate(until) } },
        windowSizeDays: 1,
        ...(place === null ? {} : { pageToken: place }),
      },
    }),
    next: (json) => textOf(json, 'nextPageToken'),
  }
}

function civilDate(date: Date) {
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** A point for most minutes of a day, or of a night. */
const byMinute = { times: 'interval', daysMax: 30 } as const
const byMinuteLately = { ...byMinute, backFillDays: 90 } as const
const ofNightLately = { times: 'sample', daysMax: 30, backFillDays: 90 } as const
/** A point every few seconds: more in a month than of all others in a year. */
const dense = { times: 'sample', daysMax: 1, backFillDays: 30 } as const

/**
 * Not asked for: types that tell the same in another way (levels and minutes of activity, the breathing of each stage of
 * sleep), and moods, which Google takes in and does not hand out.
 */
export const collections: readonly Collection[] = [
  listed('steps', byMinute),
  listed('distance', byMinute),
  listed('floors', { times: 'interval' }),
  listed('altitude', { times: 'interval' }),
  listed('active-zone-minutes', byMinute),
  listed('sedentary-period', { times: 'interval' }),
  listed('active-energy-burned', byMinuteLately),
  listed('basal-energy-burned', byMinuteLately),
  rolledUp('total-calories'),
  rolledUp('time-in-heart-rate-zone'),
  listed('heart-rate', dense),
  listed('daily-resting-heart-rate', { times: 'day' }),
  listed('heart-rate-variability', ofNightLately),
  listed('daily-heart-rate-variability', { times: 'day' }),
  listed('oxygen-saturation', ofNightLately),
  listed('daily-oxygen-saturation', { times: 'day' }),
  listed('daily-respiratory-rate', { times: 'day' }),
  listed('core-body-temperature', { times: 'sample' }),
  listed('daily-sleep-temperature-derivations', { times: 'day' }),
  listed('sleep', { times: 'sleep' }),
  listed('exercise', { times: 'interval' }),
  listed('swim-lengths-data', { times: 'interval' }),
  listed('vo2-max', { times: 'sample' }),
  listed('run-vo2-max', { times: 'sample' }),
  listed('daily-vo2-max', { times: 'day' }),
  listed('weight', { times: 'sample' }),
  listed('height', { times: 'sample' }),
  listed('body-fat', { times: 'sample' }),
  listed('blood-glucose', { times: 'sample', daysMax: 30 }),
  listed('hydration-log', { times: 'interval' }),
  listed('nutrition-log', { times: 'interval' }),
  listed('irregular-rhythm-notification', { times: 'interval' }),
  // Of these only a beginning can be asked for: one listing holds them all.
  filtered('electrocardiogram', Number.POSITIVE_INFINITY, undefined, ({ from }) => {
    return `electrocardiogram.interval.start_time >= "${instantText(from)}"`
  }),
]

/** What comes a few times a day. A device that hands in minutes would be told of all day: those are polled alone. */
const toldOf: ReadonlySet<string> = new Set([
  ...['sleep', 'exercise', 'weight', 'height', 'body-fat', 'hydration-log', 'nutrition-log', 'run-vo2-max'],
  ...['daily-resting-heart-rate', 'daily-heart-rate-variability', 'daily-oxygen-saturation'],
  ...['daily-respiratory-rate', 'daily-sleep-temperature-derivations'],
])
export const told = collections.filter(({ id }) => toldOf.has(id))
