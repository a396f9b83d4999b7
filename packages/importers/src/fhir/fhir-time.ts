/** The times of a FHIR resource. A day, month or year is kept as written in the content; here it is its first moment. */
import { timeMembers } from '@nornos/health-model'
import { at, textAt } from '../json/look.ts'
import { calendarDay, daySpan, type LocalClock } from '../local-time.ts'

const DATE_TIME = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?$/

const DAY_LENGTH = '2024-02-29'.length

/** Whole milliseconds since 1970, UTC, or null. */
export function fhirTime(text: string): number | null {
  if (!DATE_TIME.test(text)) return null
  if (text.length >= DAY_LENGTH && Number.isNaN(calendarDay(text.slice(0, DAY_LENGTH)))) return null
  const milliseconds = Date.parse(text)
  return Number.isNaN(milliseconds) ? null : milliseconds
}

/** Whether a time of day is stated, and not only a date. */
export function isMoment(text: string): boolean {
  return text.includes('T')
}

export interface ResourceTime {
  readonly text: string
  readonly start: number | null
  readonly end: number | null
}

const PERIODS = ['effectivePeriod', 'performedPeriod', 'onsetPeriod', 'period']

/** When the resource holds, by the first of its members that says. */
export function resourceTime(resource: unknown): ResourceTime {
  for (const name of PERIODS) {
    const text = textAt(resource, name, 'start')
    if (text !== '') return { text, start: fhirTime(text), end: fhirTime(textAt(resource, name, 'end')) }
  }
  for (const name of timeMembers) {
    const text = textAt(at(resource, name) === undefined ? null : resource, name)
    if (text === '') continue
    const start = fhirTime(text)
    return { text, start, end: fhirTime(textAt(resource, 'abatementDateTime')) ?? start }
  }
  return { text: '', start: null, end: null }
}

/** What the reader of observations takes for a time of day. */
export const MOMENT = 'T'

/** Of a reading that states a day only, all that is known is that it was some time on that day of the person. */
export function readingTime(time: ResourceTime, clock: LocalClock): ResourceTime {
  if (time.start === null || time.text.length !== DAY_LENGTH) return time
  return { text: MOMENT, ...daySpan(clock, time.text) }
}
