/**
 * Times as HL7 writes them, in version 2 as in clinical documents: `200803190830-0800`, cut off anywhere. A time
 * without an offset is read by the zone of the person; where that is not known only its date is certain.
 */
import { type LocalClock, wallTime } from '../local-time.ts'

export interface StatedTime {
  /** As FHIR writes it: as much as is certain. Empty when there is no time. */
  readonly text: string
  /** Milliseconds since 1970, UTC: the first moment that it may be, or null. */
  readonly start: number | null
  /** The calendar day, `2008-03-19`; empty when it is less certain than a day. */
  readonly day: string
  /** Whether a time of day is stated. */
  readonly isMoment: boolean
}

export const NO_TIME: StatedTime = { text: '', start: null, day: '', isMoment: false }

const TIME = /^(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:\.\d+)?([+-]\d\d:?\d\d)?$/

export function hl7Time(written: string, clock: LocalClock): StatedTime {
  // Some write the time as ISO 8601 does.
  const text = written
    .trim()
    .replace(/^(\d{4})-(\d\d)-(\d\d)/, '$1$2$3')
    .replace(/[T :](?=\d)/g, '')
    .replace(/Z$/, '+0000')
  const match = TIME.exec(text)
  if (match === null) return NO_TIME
  const [, year = '', month, day, hour, minute = '00', second = '00', offset] = match
  // Years that programs write when they know none.
  if (year < '1900' || year > '2199') return NO_TIME
  const date = [year, month, day].filter((part) => part !== undefined).join('-')
  const midnight = Date.parse(date)
  // Date.parse takes 30 February for March.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(date)) return NO_TIME
  const isDay = day !== undefined
  if (!isDay || hour === undefined)
    return { text: date, start: midnight, day: isDay ? date : '', isMoment: false }
  const local = `${date}T${hour}:${minute}:${second}`
  // Midnight without an offset is how programs write that they know the day only.
  if (offset === undefined && `${hour}${minute}${second}` === '000000')
    return { text: date, start: midnight, day: date, isMoment: false }
  if (offset !== undefined) return momentWithOffset(date, local, offset)
  const wall = wallTime(local)
  const start = clock.instantOf(wall)
  if (!Number.isInteger(start)) return NO_TIME
  const isCertain = clock.zoneAt(wall) !== ''
  return { text: isCertain ? instantText(start) : date, start, day: date, isMoment: true }
}

function momentWithOffset(date: string, local: string, offset: string): StatedTime {
  const text = `${local}${offset.slice(0, 3)}:${offset.slice(-2)}`
  const start = Date.parse(text)
  return Number.isNaN(start)
    ? { text: date, start: Date.parse(date), day: date, isMoment: false }
    : { text, start, day: date, isMoment: true }
}

function instantText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z')
}
