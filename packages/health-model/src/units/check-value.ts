/**
 * Is a value in its canonical unit one that a body or a device can have? Used where data enters: a refusal names the
 * reason, the rest is kept.
 */
import { err, ok, type Result } from '@nornos/std'
import { codeTable } from '../codes.ts'
import { type MetricId, metric } from '../metrics/catalogue.ts'

export type ValueRefusal =
  | { readonly type: 'NotANumber' }
  | { readonly type: 'UnknownCode'; readonly code: number }
  | { readonly type: 'Implausible'; readonly minimum: number; readonly maximum: number }

/** Accepts a canonical value of a metric: finite, in its code table, within its plausible range. */
export function checkValue(metricId: MetricId, value: number): Result<number, ValueRefusal> {
  if (!Number.isFinite(value)) return err({ type: 'NotANumber' })
  const { codes, plausible } = metric(metricId)
  if (codes !== undefined) {
    return codeTable(codes)[value] === undefined ? err({ type: 'UnknownCode', code: value }) : ok(value)
  }
  if (plausible === undefined) return ok(value)
  const [minimum, maximum] = plausible
  return value >= minimum && value <= maximum ? ok(value) : err({ type: 'Implausible', minimum, maximum })
}
