/**
 * Red flags: fixed limits that come before every other analysis, for what the fields of the daily status can show.
 * Symptoms are not measured, so the sentence asks for them. A clinician signs this table before a release.
 */
import { FieldId, LocalDay, localDayToNumber, MetricId, metric, numberToLocalDay } from '@nornos/health-model'
import * as z from 'zod/mini'
import { EvidenceId } from '../facts/evidence.ts'
import { Message, messageFrom } from '../messages/message.ts'
import type { MessageKey } from '../messages/messages.ts'
import type { DayValue, Snapshot } from '../snapshot/snapshot.ts'

/** `urgent`: seek help today. `doctor`: talk to a doctor soon. `repeat`: measure again first. */
export const RedFlagLevel = z.enum(['urgent', 'doctor', 'repeat'])
export type RedFlagLevel = z.infer<typeof RedFlagLevel>

interface RedFlagRule {
  readonly code: string
  readonly version: number
  readonly level: RedFlagLevel
  readonly metric: MetricId
  readonly part: 'value' | 'low' | 'high'
  readonly is: 'at least' | 'at most' | 'above' | 'below'
  readonly limit: number
  /** Readings on the day; a single one asks to be repeated. */
  readonly countMin: number
  /** Consecutive days up to the latest. */
  readonly days: number
  readonly message: MessageKey
}

const base = { version: 1, countMin: 1, days: 1 } as const
const pulse = { ...base, code: 'RF-HR', metric: 'heart_rate_resting', part: 'value' } as const
const oxygen = { ...base, code: 'RF-SPO2', metric: 'spo2', part: 'value', is: 'at most' } as const
const fever = {
  ...base,
  code: 'RF-TEMP',
  metric: 'body_temperature',
  part: 'high',
  is: 'at least',
  level: 'doctor',
} as const

/** For each code the first row that fires is told. */
export const redFlagRules: readonly RedFlagRule[] = [
  { ...pulse, level: 'urgent', is: 'above', limit: 130, message: 'red-flag.heart-rate-high' },
  { ...pulse, level: 'doctor', is: 'below', limit: 40, message: 'red-flag.heart-rate-low' },
  { ...oxygen, level: 'urgent', limit: 91, countMin: 2, message: 'red-flag.oxygen-low' },
  { ...oxygen, level: 'repeat', limit: 94, message: 'red-flag.oxygen-repeat' },
  { ...fever, limit: 39.5, message: 'red-flag.temperature-high' },
  { ...fever, limit: 38, days: 4, message: 'red-flag.temperature-days' },
]

export const RedFlag = z.strictObject({
  code: z.string().check(z.regex(/^RF-[A-Z0-9]{2,8}$/)),
  rule: z.string().check(z.maxLength(40)),
  level: RedFlagLevel,
  metric: MetricId,
  value: z.number(),
  unit: z.string().check(z.maxLength(20)),
  window: z.strictObject({ from: LocalDay, to: LocalDay, zone: z.string().check(z.maxLength(64)) }),
  evidence: z.array(EvidenceId).check(z.maxLength(4)),
  inputs: z.array(FieldId).check(z.minLength(1), z.maxLength(1)),
  message: Message,
})
export type RedFlag = z.infer<typeof RedFlag>

/** What fires today or fired yesterday, the most urgent first. */
export function redFlags(snapshot: Snapshot): RedFlag[] {
  const fired = redFlagRules.flatMap((rule) => firedBy(snapshot, rule) ?? [])
  const first = fired.filter((flag, index) => fired.findIndex(({ code }) => code === flag.code) === index)
  const order = RedFlagLevel.options
  return first.sort((left, right) => order.indexOf(left.level) - order.indexOf(right.level))
}

function firedBy(snapshot: Snapshot, rule: RedFlagRule): RedFlag | null {
  const today = localDayToNumber(snapshot.asOf)
  const byDay = new Map(
    (snapshot.metrics[rule.metric] ?? []).map((value) => [localDayToNumber(value.day), value]),
  )
  const last = [today, today - 1].find((day) => runEndsOn(byDay, day, rule))
  const shown = last === undefined ? undefined : byDay.get(last)
  if (last === undefined || shown === undefined) return null
  const { unit, field } = metric(rule.metric)
  const window = {
    from: numberToLocalDay(last - rule.days + 1),
    to: numberToLocalDay(last),
    zone: snapshot.zone,
  }
  const value = shown[rule.part]
  return {
    code: rule.code,
    rule: `triage/${rule.code}@${rule.version}`,
    level: rule.level,
    metric: rule.metric,
    value,
    unit,
    window,
    evidence: ['news2'],
    inputs: [field],
    message: messageFrom(rule.message, { value, day: window.to, from: window.from, limit: rule.limit }),
  }
}

function runEndsOn(byDay: ReadonlyMap<number, DayValue>, last: number, rule: RedFlagRule): boolean {
  for (let day = last; day > last - rule.days; day--) {
    const found = byDay.get(day)
    if (found === undefined || found.count < rule.countMin || !crosses(found[rule.part], rule)) return false
  }
  return true
}

function crosses(value: number, rule: RedFlagRule): boolean {
  switch (rule.is) {
    case 'at least':
      return value >= rule.limit
    case 'at most':
      return value <= rule.limit
    case 'above':
      return value > rule.limit
    case 'below':
      return value < rule.limit
  }
}
