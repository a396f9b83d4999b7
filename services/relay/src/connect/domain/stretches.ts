/** Stretches of whole days to fetch, newest first: the last days are worth most to the person who waits. */
import type { Collection, Stretch } from './vendor.ts'

const dayMs = 86_400_000

/** Before everything: a record server is asked for all there is. */
export const beginning = new Date(0)

function startOfDay(time: number): number {
  return Math.floor(time / dayMs) * dayMs
}

/** The last `days` days and today, in parts that one request may ask for. */
export function backFillStretches(collection: Collection, days: number, now: Date): readonly Stretch[] {
  const today = startOfDay(now.getTime())
  const until = new Date(today + dayMs)
  if (!Number.isFinite(collection.daysMax)) return [{ from: beginning, until }]
  const wanted = Math.min(days, collection.backFillDays ?? days)
  return partsOf(collection, { from: new Date(today - wanted * dayMs), until })
}

/** A stretch of whole days in parts that one request may ask for, the newest first. */
export function partsOf({ daysMax }: Collection, { from, until }: Stretch): readonly Stretch[] {
  const parts: Stretch[] = []
  for (let end = until.getTime(); end > from.getTime(); end -= daysMax * dayMs) {
    parts.push({ from: new Date(Math.max(from.getTime(), end - daysMax * dayMs)), until: new Date(end) })
  }
  return parts
}

/** From two days before the last success: devices hand in late. At most as far back as a back-fill goes. */
export function pollStretches(
  collection: Collection,
  last: Date | null,
  backFillDays: number,
  now: Date,
): readonly Stretch[] {
  if (last === null) return backFillStretches(collection, backFillDays, now)
  const until = startOfDay(now.getTime()) + dayMs
  const from = startOfDay(last.getTime()) - 2 * dayMs
  if (!Number.isFinite(collection.daysMax)) return [{ from: new Date(from), until: new Date(until) }]
  const days = Math.min(Math.ceil((until - from) / dayMs) - 1, backFillDays)
  return backFillStretches(collection, days, now)
}

/** The day that holds `time`, one before and one after: the vendor's day may be another than ours. */
export function daysAround(time: number): Stretch {
  const start = startOfDay(time)
  return { from: new Date(start - dayMs), until: new Date(start + 2 * dayMs) }
}

/** `2025-01-31`. */
export function dayText(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** The last whole day of a stretch, as vendors that count inclusively want it. */
export function lastDayText({ until }: Stretch): string {
  return dayText(new Date(until.getTime() - 1))
}

/** `2025-01-31T00:00:00Z`. */
export function instantText(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z')
}

export function secondsText(date: Date): string {
  return String(Math.floor(date.getTime() / 1_000))
}
