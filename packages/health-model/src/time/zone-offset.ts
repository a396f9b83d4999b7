/**
 * How far local time is from UTC. Asking the platform is slow, so each zone's stretches of one offset are asked once
 * and then found by binary search: a million instants take milliseconds.
 */
import { Temporal } from 'temporal-polyfill'

interface Stretch {
  readonly from: number
  readonly until: number
  /** Milliseconds to add to UTC. */
  readonly offset: number
}

const stretchesByZone = new Map<string, Stretch[] | null>()

/** Milliseconds to add to UTC for local time at an instant; null for a zone that this platform does not know. */
export function zoneOffset(milliseconds: number, zone: string): number | null {
  const stretches = stretchesOf(zone)
  if (stretches === null) return null
  const index = lastFrom(stretches, milliseconds)
  const found = stretches[index]
  if (found !== undefined && milliseconds < found.until) return found.offset
  const made = askStretch(milliseconds, zone)
  stretches.splice(index + 1, 0, made)
  return made.offset
}

export function isKnownZone(zone: string): boolean {
  return stretchesOf(zone) !== null
}

function stretchesOf(zone: string): Stretch[] | null {
  const known = stretchesByZone.get(zone)
  if (known !== undefined) return known
  const fresh = doesPlatformKnow(zone) ? [] : null
  stretchesByZone.set(zone, fresh)
  return fresh
}

function doesPlatformKnow(zone: string): boolean {
  // An offset such as +02:00 is not a zone: it knows nothing of the next change.
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

function lastFrom(stretches: readonly Stretch[], milliseconds: number): number {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((stretches[middle]?.from ?? 0) <= milliseconds) low = middle + 1
    else high = middle
  }
  return low - 1
}

function askStretch(milliseconds: number, zone: string): Stretch {
  const moment = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone)
  // `previous` is strictly before, and a change may be at this very millisecond.
  const change = moment.add({ milliseconds: 1 }).getTimeZoneTransition('previous')
  const next = moment.getTimeZoneTransition('next')
  return {
    from: change?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: Math.round(moment.offsetNanoseconds / 1e6),
  }
}
