/** When a clinical result holds, in the shape that FHIR observations are read with. */
import type { ObservationTimes } from '../fhir/fhir-observation.ts'
import { MOMENT, type ResourceTime } from '../fhir/fhir-time.ts'
import { daySpan, type LocalClock } from '../local-time.ts'
import { NO_TIME, type StatedTime } from './hl7-time.ts'

export function observationTimes(first: StatedTime, last: StatedTime, clock: LocalClock): ObservationTimes {
  return { record: recordTime(first, last), sample: () => sampleTime(first, clock) }
}

/** From the first moment to the last. */
export function recordTime(first: StatedTime, last: StatedTime = NO_TIME): ResourceTime {
  const end = last.start ?? first.start
  const isForward = end !== null && first.start !== null && end >= first.start
  return { text: first.text, start: first.start, end: isForward ? end : first.start }
}

/** Of a vital sign that has a date only, all that is known is that it was some time on that day. */
function sampleTime(first: StatedTime, clock: LocalClock): ResourceTime {
  if (first.isMoment) return { text: MOMENT, start: first.start, end: first.start }
  if (first.day === '') return { text: '', start: null, end: null }
  const { start, end } = daySpan(clock, first.day)
  return { text: MOMENT, start, end }
}
