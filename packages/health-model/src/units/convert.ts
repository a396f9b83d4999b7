/**
 * From the unit that a source used to the one unit of the metric, and back. What cannot be converted is an expected
 * failure that the importer reports; nothing is guessed. Decimal commas are the importer's business.
 */
import { err, ok, type Result } from '@nornos/std'
import { type MetricId, metric } from '../metrics/catalogue.ts'
import type { Substance } from '../metrics/metric.ts'
import { hba1cFromPercent, hba1cToPercent, molarMass } from './substances.ts'
import { massConcentration, molarConcentration, tableOfCanonicalUnit } from './unit-tables.ts'

/** `canonical = (value + shift) · scale`, except HbA1c in per cent, which has an equation of its own. */
export interface UnitConversion {
  readonly unit: string
  /** True when both directions give back what they are given. */
  readonly isIdentity: boolean
  toCanonical(value: number): number
  fromCanonical(value: number): number
}

export type UnitFailure = { readonly type: 'UnknownUnit'; readonly metric: MetricId; readonly unit: string }
export type ConversionFailure = UnitFailure | { readonly type: 'NotANumber'; readonly metric: MetricId }

/** The value in the canonical unit of the metric. A value already in it is returned as it is, bit for bit. */
export function convertToCanonical(
  metricId: MetricId,
  value: number,
  unit: string,
): Result<number, ConversionFailure> {
  if (!Number.isFinite(value)) return err({ type: 'NotANumber', metric: metricId })
  const conversion = unitConversion(metricId, unit)
  return conversion.ok ? ok(conversion.value.toCanonical(value)) : conversion
}

/** The value in a unit that a person prefers. */
export function convertFromCanonical(
  metricId: MetricId,
  value: number,
  unit: string,
): Result<number, ConversionFailure> {
  if (!Number.isFinite(value)) return err({ type: 'NotANumber', metric: metricId })
  const conversion = unitConversion(metricId, unit)
  return conversion.ok ? ok(conversion.value.fromCanonical(value)) : conversion
}

const known = new Map<string, UnitConversion>()

/** The conversion for many values of one metric and unit: looked up once, then applied to each. */
export function unitConversion(metricId: MetricId, unit: string): Result<UnitConversion, UnitFailure> {
  const key = `${metricId} ${unit}`
  const earlier = known.get(key)
  if (earlier !== undefined) return ok(earlier)
  const made = makeConversion(metricId, unit)
  if (made === null) return err({ type: 'UnknownUnit', metric: metricId, unit })
  known.set(key, made)
  return ok(made)
}

function makeConversion(metricId: MetricId, reported: string): UnitConversion | null {
  const { unit: canonical, substance } = metric(metricId)
  const unit = reported.trim()
  if (unit === canonical) return identity(reported)
  if (isPlainNumber(canonical) && tableOfCanonicalUnit(canonical) === null) {
    return isPlainNumber(unit) ? identity(reported) : null
  }
  if (canonical === 'Cel') return temperature(reported, unit)
  if (substance === 'hba1c') return hba1c(reported, unit)
  const table = tableOfCanonicalUnit(canonical)
  const factor = factorOf(table, unit) ?? concentrationFactor(unit, canonical, substance)
  const base = factorOf(table, canonical)
  return factor === null || base === null ? null : linear(reported, factor, base)
}

function identity(unit: string): UnitConversion {
  return { unit, isIdentity: true, toCanonical: same, fromCanonical: same }
}

function same(value: number): number {
  return value
}

/** Counts, scores and indices: `1`, nothing, `count`, or a UCUM annotation in braces. */
function isPlainNumber(unit: string): boolean {
  return unit === '1' || unit === '' || unit === 'count' || /^\{[^{}]*\}$/.test(unit)
}

function factorOf(table: Readonly<Record<string, number>> | null, unit: string): number | null {
  return table !== null && Object.hasOwn(table, unit) ? (table[unit] ?? null) : null
}

/** How many of the canonical table's base one `unit` is, across mass and amount of substance. */
function concentrationFactor(unit: string, canonical: string, substance?: Substance): number | null {
  if (substance === undefined || substance === 'hba1c') return null
  // Apple writes the molar mass into the unit: mmol<180.1558800000541>/L.
  const plain = unit.replace(/^(\w*mol)<\d+(?:\.\d+)?>/, '$1')
  const gramsPerMole = molarMass[substance]
  const mass = factorOf(massConcentration, plain)
  const molar = factorOf(molarConcentration, plain)
  if (Object.hasOwn(massConcentration, canonical))
    return mass ?? (molar === null ? null : molar * gramsPerMole)
  return molar ?? (mass === null ? null : mass / gramsPerMole)
}

function linear(unit: string, factor: number, base: number): UnitConversion {
  if (factor === base) return identity(unit)
  return {
    unit,
    isIdentity: false,
    toCanonical: (value) => tidy((value * factor) / base),
    fromCanonical: (value) => tidy((value * base) / factor),
  }
}

function temperature(reported: string, unit: string): UnitConversion | null {
  if (unit === 'degC') return identity(reported)
  if (unit === 'K') {
    return {
      unit: reported,
      isIdentity: false,
      toCanonical: (value) => tidy(value - 273.15),
      fromCanonical: (value) => tidy(value + 273.15),
    }
  }
  if (unit !== 'degF' && unit !== '[degF]') return null
  return {
    unit: reported,
    isIdentity: false,
    toCanonical: (value) => tidy(((value - 32) * 5) / 9),
    fromCanonical: (value) => tidy((value * 9) / 5 + 32),
  }
}

function hba1c(reported: string, unit: string): UnitConversion | null {
  if (unit !== '%' && unit !== '%{Hb}' && unit !== '{%of}Hb') return null
  return {
    unit: reported,
    isIdentity: false,
    toCanonical: (percent) => tidy(hba1cFromPercent(percent)),
    fromCanonical: (value) => tidy(hba1cToPercent(value)),
  }
}

/** Removes what binary fractions add (0.29 as a share is 29, not 28.999999999999996): nine decimals are kept. */
function tidy(value: number): number {
  return Math.abs(value) < 1e6 ? Math.round(value * 1e9) / 1e9 : Number(value.toPrecision(15))
}
