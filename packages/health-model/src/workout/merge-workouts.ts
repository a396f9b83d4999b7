/**
 * One workout that a watch and an app both recorded is one workout. Two of different sources are the same when they
 * share more than half of the shorter one's time; the source that the person trusts more is kept. What one source
 * lists as parts (swim, ride, run) stays as it lists it; what it tells again for the very same time is one workout.
 */
import type { SourceId } from '../ids.ts'
import { DAY_MILLISECONDS } from '../milliseconds.ts'

export interface WorkoutSpan {
  readonly source: SourceId
  /** Milliseconds since 1970. */
  readonly start: number
  readonly end: number
}

export interface MergedWorkout<Span extends WorkoutSpan> {
  readonly kept: Span
  /** The same workout as other sources recorded it, in the order in which they are trusted, or as its own told it again. */
  readonly others: readonly Span[]
}

/**
 * In the order of their starts. Sources that the order does not name come last, by their id. Of what one source told twice
 * the one that is given first is kept.
 */
export function mergeWorkouts<Span extends WorkoutSpan>(
  spans: Iterable<Span>,
  order: readonly SourceId[],
): MergedWorkout<Span>[] {
  const places = new Map(order.map((source, place) => [source, place]))
  const placeOf = ({ source }: Span) => places.get(source) ?? order.length
  const trusted = [...spans].sort(
    (left, right) =>
      placeOf(left) - placeOf(right) || compare(left.source, right.source) || left.start - right.start,
  )
  const merged: Growing<Span>[] = []
  const byDay = new Map<number, Growing<Span>[]>()
  for (const span of trusted) {
    const near = daysOf(span).flatMap((day) => byDay.get(day) ?? [])
    const same = near.find(({ kept }) =>
      kept.source === span.source ? isToldAgain(kept, span) : areSame(kept, span),
    )
    if (same === undefined) {
      const own = { kept: span, others: [] }
      merged.push(own)
      for (const day of daysOf(span)) byDay.set(day, [...(byDay.get(day) ?? []), own])
    } else same.others.push(span)
  }
  return merged.sort((left, right) => left.kept.start - right.kept.start)
}

interface Growing<Span> {
  readonly kept: Span
  readonly others: Span[]
}

/** Nobody works out for longer; what claims to is looked for in its first days. */
const daysMax = 30

/** The days since 1970 that it touches. */
function daysOf({ end, start }: WorkoutSpan): readonly number[] {
  const first = Math.floor(start / DAY_MILLISECONDS)
  const length = Math.min(Math.max(Math.floor(end / DAY_MILLISECONDS) - first, 0), daysMax) + 1
  return Array.from({ length }, (_, place) => first + place)
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}

function isToldAgain(before: WorkoutSpan, now: WorkoutSpan): boolean {
  return before.start === now.start && before.end === now.end
}

function areSame(left: WorkoutSpan, right: WorkoutSpan): boolean {
  const shared = Math.min(left.end, right.end) - Math.max(left.start, right.start)
  return shared * 2 > Math.min(left.end - left.start, right.end - right.start)
}
