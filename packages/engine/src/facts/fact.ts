/**
 * A fact: one number about the person with everything it rests on. Facts cross the wire, so their shape is a schema
 * and every list has a limit. Read next: measure-fact.ts.
 */
import { FieldId, LocalDay, MetricId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { Message } from '../messages/message.ts'
import { historyDays } from '../snapshot/snapshot.ts'
import { EvidenceId, Grade } from './evidence.ts'

const finite = z.number()
const dayCount = z.int().check(z.gte(0), z.lte(historyDays))
const days = z.array(LocalDay).check(z.maxLength(historyDays))
const Share = z.number().check(z.gte(0), z.lte(1))

export const FactId = z.string().check(z.regex(/^[a-z]+\.[a-z0-9.-]{1,60}$/))
export type FactId = z.infer<typeof FactId>

export const Window = z.strictObject({
  from: LocalDay,
  to: LocalDay,
  zone: z.string().check(z.maxLength(64)),
})

/** What is usual for this person: the middle, and one spread to each side. */
export const Usual = z.strictObject({
  median: finite,
  low: finite,
  high: finite,
  n: dayCount,
  expected: dayCount,
  from: LocalDay,
  to: LocalDay,
  missingDays: days,
})

export const Direction = z.enum(['above', 'below', 'same'])
export type Direction = z.infer<typeof Direction>

export const FactKind = z.enum(['value', 'trend', 'event', 'gap'])

export const Fact = z.strictObject({
  id: FactId,
  metric: MetricId,
  kind: FactKind,
  /** In `unit`, rounded to what was declared; null for a gap. */
  value: z.nullable(finite),
  /** UCUM. */
  unit: z.string().check(z.maxLength(20)),
  /** The 95 % interval of the shift from usual for a week, of `value` for a trend. */
  interval: z.optional(z.strictObject({ low: finite, high: finite })),
  /** Valid days in the window. */
  n: dayCount,
  expected: dayCount,
  window: Window,
  values: z.array(z.strictObject({ day: LocalDay, value: finite })).check(z.maxLength(historyDays)),
  missingDays: days,
  usual: z.optional(Usual),
  /** Value less usual, in `unit`. */
  delta: z.optional(finite),
  /** Value less usual, in spreads. */
  z: z.optional(finite),
  /** Chance of as large a change without any. */
  p: z.optional(Share),
  direction: z.optional(Direction),
  /** The parts of a summary, as adverse (below 0) or favourable spreads. */
  parts: z.optional(z.array(z.strictObject({ metric: MetricId, z: finite })).check(z.maxLength(8))),
  confidence: Share,
  grade: Grade,
  method: z.string().check(z.maxLength(80)),
  evidence: z.array(EvidenceId).check(z.maxLength(4)),
  /** Every field that the numbers above depend on. */
  inputs: z.array(FieldId).check(z.minLength(1), z.maxLength(8)),
  message: Message,
})
export type Fact = z.infer<typeof Fact>

/** The facts that rules may use: gaps are not among them. */
export type FactIndex = ReadonlyMap<string, Fact>

export function indexFacts(facts: readonly Fact[]): FactIndex {
  return new Map(facts.filter((fact) => fact.kind !== 'gap').map((fact) => [fact.id, fact]))
}
