/**
 * Puts a fact together from unrounded numbers: rounds each to its declared precision, names the missing days and
 * weighs it. What is too uncertain leaves here as "not enough data".
 */
import { type FieldId, type MetricId, numberToLocalDay } from '@nornos/health-model'
import { messageFrom, type ParameterPool } from '../messages/message.ts'
import type { MessageKey } from '../messages/messages.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import type { Baseline } from '../statistics/baseline.ts'
import { coverageOf } from '../statistics/coverage.ts'
import { roundTo } from '../statistics/rounding.ts'
import { type Point, within } from '../statistics/series.ts'
import { confidenceMin, confidenceOf } from './confidence.ts'
import type { EvidenceId, Grade } from './evidence.ts'
import type { Direction, Fact } from './fact.ts'

export interface FactDraft {
  readonly id: string
  readonly metric: MetricId
  readonly kind: 'value' | 'trend' | 'event'
  readonly unit: string
  readonly decimals: number
  readonly value: number
  /** First and last day, both included. */
  readonly window: readonly [from: number, to: number]
  /** The days of the window, already in the unit. */
  readonly points: readonly Point[]
  readonly usual?: UsualDraft
  readonly delta?: number
  readonly z?: number
  readonly p?: number
  readonly interval?: readonly [low: number, high: number]
  readonly parts?: readonly { readonly metric: MetricId; readonly z: number }[]
  readonly direction?: Direction
  readonly halfWidth: number
  readonly relevantChange: number
  readonly grade: Grade
  readonly evidence: readonly EvidenceId[]
  readonly method: string
  readonly inputs: readonly FieldId[]
  readonly message: MessageKey
  /** Parameters beyond those that every fact has. */
  readonly parameters?: ParameterPool
}

/** A baseline with its middle and sides already in the unit. */
export interface UsualDraft extends Pick<Baseline, 'median' | 'n' | 'expected' | 'from' | 'to' | 'missing'> {
  readonly low: number
  readonly high: number
}

/** The fact of a draft, or the gap in its place when its confidence is too low. */
export function makeFact(snapshot: Snapshot, draft: FactDraft): Fact {
  const [from, to] = draft.window
  const points = within(draft.points, from, to)
  const coverage = coverageOf(points, from, to)
  const confidence = roundTo(
    confidenceOf({
      coverage: coverage.share,
      halfWidth: draft.halfWidth,
      relevantChange: draft.relevantChange,
      grade: draft.grade,
    }),
    2,
  )
  if (confidence < confidenceMin) {
    return makeGap(snapshot, { ...draft, n: coverage.n, expected: coverage.expected, points })
  }
  const places = (value: number) => roundTo(value, draft.decimals)
  const fact = {
    id: draft.id,
    metric: draft.metric,
    kind: draft.kind,
    value: places(draft.value),
    unit: draft.unit,
    n: coverage.n,
    expected: coverage.expected,
    window: windowOf(snapshot, from, to),
    values: points.map(({ day, value }) => ({ day: numberToLocalDay(day), value: places(value) })),
    missingDays: coverage.missing.map(numberToLocalDay),
    ...comparison(draft, places),
    confidence,
    grade: draft.grade,
    method: draft.method,
    evidence: [...draft.evidence],
    inputs: [...draft.inputs].sort(),
  }
  return { ...fact, message: messageFrom(draft.message, { ...factParameters(fact), ...draft.parameters }) }
}

function comparison(draft: FactDraft, places: (value: number) => number) {
  const { usual, delta, z, p, interval, parts, direction } = draft
  return {
    ...(usual && { usual: usualOf(usual, places) }),
    ...(delta !== undefined && { delta: shownDelta(draft, delta, places) }),
    ...(z !== undefined && { z: roundTo(z, 2) }),
    ...(p !== undefined && { p: roundTo(p, 3) }),
    ...(interval && { interval: { low: places(interval[0]), high: places(interval[1]) } }),
    ...(parts && { parts: parts.map((part) => ({ metric: part.metric, z: roundTo(part.z, 2) })) }),
    ...(direction && { direction }),
  }
}

/** Value less usual as both are shown, so that a reader who subtracts gets the same. */
function shownDelta({ value, usual }: FactDraft, delta: number, places: (value: number) => number): number {
  return places(usual === undefined ? delta : places(value) - places(usual.median))
}

function usualOf(draft: UsualDraft, places: (value: number) => number) {
  return {
    median: places(draft.median),
    low: places(draft.low),
    high: places(draft.high),
    n: draft.n,
    expected: draft.expected,
    from: numberToLocalDay(draft.from),
    to: numberToLocalDay(draft.to),
    missingDays: draft.missing.map(numberToLocalDay),
  }
}

/** What a message may say about any fact. Sizes are positive; the direction has its own word. */
export function factParameters(fact: Omit<Fact, 'message'>): ParameterPool {
  return {
    metric: fact.metric,
    value: fact.value ?? undefined,
    usual: fact.usual?.median,
    delta: fact.delta === undefined ? undefined : Math.abs(fact.delta),
    direction: fact.direction,
    n: fact.n,
    expected: fact.expected,
    missing: fact.expected - fact.n,
    from: fact.window.from,
    to: fact.window.to,
    day: fact.window.to,
  }
}

export interface GapDraft extends Pick<FactDraft, 'id' | 'metric' | 'unit' | 'inputs' | 'window'> {
  readonly n: number
  readonly expected: number
  readonly points: readonly Point[]
}

/** "Not enough data: n of m days", with the days that are missing. */
export function makeGap(snapshot: Snapshot, draft: GapDraft): Fact {
  const [from, to] = draft.window
  const fact = {
    id: draft.id,
    metric: draft.metric,
    kind: 'gap' as const,
    value: null,
    unit: draft.unit,
    n: draft.n,
    expected: draft.expected,
    window: windowOf(snapshot, from, to),
    values: [],
    missingDays: coverageOf(draft.points, from, to).missing.map(numberToLocalDay),
    confidence: 0,
    grade: 'D' as const,
    method: 'coverage',
    evidence: [],
    inputs: [...draft.inputs].sort(),
  }
  return { ...fact, message: messageFrom('gap.not-enough-days', factParameters(fact)) }
}

function windowOf(snapshot: Snapshot, from: number, to: number) {
  return { from: numberToLocalDay(from), to: numberToLocalDay(to), zone: snapshot.zone }
}
