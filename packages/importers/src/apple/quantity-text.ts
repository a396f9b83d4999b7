/** Quantities that Apple prints as text in attributes and metadata: `12 cm`, `56 degF`, or a value with a unit beside. */
import { type MetricId, metric, unitConversion } from '@nornos/health-model'
import { numberFromText } from '../text/byte-numbers.ts'
import { reportedUnit } from './apple-units.ts'

/** The value in the canonical unit of the metric, or null when it cannot be read. */
export function canonicalQuantity(
  id: MetricId,
  text: string | null | undefined,
  appleUnit: string,
): number | null {
  if (text === null || text === undefined) return null
  const { unit, shift } = reportedUnit(appleUnit, metric(id).unit)
  const value = numberFromText(text) * 10 ** shift
  const conversion = unitConversion(id, unit)
  return Number.isFinite(value) && conversion.ok ? conversion.value.toCanonical(value) : null
}

/** The same for `1234 cm` in one text. */
export function canonicalPair(id: MetricId, text: string): number | null {
  const space = text.indexOf(' ')
  return space < 0
    ? canonicalQuantity(id, text, '')
    : canonicalQuantity(id, text.slice(0, space), text.slice(space + 1))
}
