/** In which units a person reads and writes: by where they are, until they choose. Kept in this browser only. */
import type { MeasuredByHand } from '@nornos/health-model'

export interface UnitChoice {
  /** UCUM, as `health-model` converts it. */
  readonly unit: string
  readonly label: string
}

export const unitChoices: Readonly<Record<MeasuredByHand, readonly UnitChoice[]>> = {
  weight: [
    { unit: 'kg', label: 'kg' },
    { unit: 'lb', label: 'lb' },
    { unit: 'st', label: 'st' },
  ],
  glucose_fingerstick: [
    { unit: 'mmol/L', label: 'mmol/L' },
    { unit: 'mg/dL', label: 'mg/dL' },
  ],
  body_temperature: [
    { unit: 'Cel', label: '°C' },
    { unit: 'degF', label: '°F' },
  ],
  heart_rate: [{ unit: '/min', label: 'bpm' }],
  spo2: [{ unit: '%', label: '%' }],
}

/** Where blood sugar is read in mg/dL. */
const milligramRegions = new Set(
  'US DE AT FR IT ES PT GR PL JP KR IN BR MX AR CL CO PE EG IL TR BE LU RO HU'.split(' '),
)
const fahrenheitRegions = new Set('US BS BZ KY PW LR FM MH'.split(' '))
const poundRegions = new Set('US LR MM'.split(' '))

export function usualUnit(metric: MeasuredByHand, locale: string): string {
  const region = new Intl.Locale(locale).maximize().region ?? ''
  switch (metric) {
    case 'weight':
      return poundRegions.has(region) ? 'lb' : 'kg'
    case 'glucose_fingerstick':
      return milligramRegions.has(region) ? 'mg/dL' : 'mmol/L'
    case 'body_temperature':
      return fahrenheitRegions.has(region) ? 'degF' : 'Cel'
    case 'heart_rate':
      return '/min'
    case 'spo2':
      return '%'
  }
}

const key = (metric: MeasuredByHand) => `nornos-unit-${metric}`

export function readUnit(metric: MeasuredByHand, locale: string): string {
  const kept = localStorage.getItem(key(metric))
  const known = unitChoices[metric].find(({ unit }) => unit === kept)
  return known?.unit ?? usualUnit(metric, locale)
}

export function writeUnit(metric: MeasuredByHand, unit: string): void {
  localStorage.setItem(key(metric), unit)
}
