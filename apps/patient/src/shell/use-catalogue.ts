'use client'
import { type FieldId, type MetricId, metric } from '@nornos/health-model'
import { type DataTone, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'

export interface Catalogue {
  readonly fieldTitle: (id: FieldId) => string
  readonly metricTitle: (id: MetricId) => string
  /** As it stands behind a figure; empty where a number has no unit. */
  readonly unit: (id: MetricId) => string
  readonly digits: (id: MetricId) => number
  /** "57 bpm", "6 hrs 41 mins" */
  readonly figure: (id: MetricId, value: number) => string
  /** "54 to 60 bpm" */
  readonly range: (id: MetricId, low: number, high: number) => string
  /** The number alone, as in a tile. */
  readonly number: (id: MetricId, value: number) => string
}

/** Words and figures of the catalogue in the person's language. */
export function useCatalogue(): Catalogue {
  const fieldTitle = useTranslations('field')
  const metricTitle = useTranslations('metric')
  const unit = useUnit()
  const formats = useFormats()
  const words = useTranslations('catalogue')
  const number = (id: MetricId, value: number) => formats.number(value, digitsOf(id))
  const figure = (id: MetricId, value: number) => {
    if (metric(id).unit === 'min') return formats.duration(value * 60_000)
    return withUnit(number(id, value), unit(id))
  }
  return {
    fieldTitle,
    metricTitle,
    unit,
    digits: digitsOf,
    number,
    figure,
    range: (id, low, high) => {
      const isDuration = metric(id).unit === 'min'
      const [from, to] = isDuration
        ? [figure(id, low), figure(id, high)]
        : [number(id, low), number(id, high)]
      return withUnit(words('range', { from, to }), isDuration ? '' : unit(id))
    },
  }
}

function useUnit(): (id: MetricId) => string {
  const t = useTranslations('unit')
  return (id) => {
    const row = metric(id)
    switch (row.unit) {
      case '1':
        return ''
      case '/min':
        return t(perMinuteKey(row.field))
      case 'Cel':
      case 'K':
        return t('celsius')
      case 'mm[Hg]':
        return t('mercury')
      case '{score}':
      case '{index}':
        return t('points')
      case '{event}':
      case '{count}':
        return t('times')
      case 'ug/L':
        return t('microgram')
      case 'umol/L':
        return t('micromole')
      default:
        return row.unit.replaceAll(/[{}[\]]/g, '').replaceAll('_', ' ')
    }
  }
}

function perMinuteKey(field: FieldId): 'beats' | 'breaths' | 'perMinute' {
  if (field === 'heart_rate' || field === 'workouts') return 'beats'
  return field === 'respiration_oxygen' ? 'breaths' : 'perMinute'
}

const oneDigit = new Set(['kg', 'Cel', 'K', 'mmol/L', 'kg/m2', 'L', '{MET}', '%', 'mL/min/kg'])
const twoDigits = new Set(['m/s'])

function digitsOf(id: MetricId): number {
  const { unit } = metric(id)
  if (twoDigits.has(unit)) return 2
  return oneDigit.has(unit) ? 1 : 0
}

const tones: Partial<Record<FieldId, DataTone>> = {
  heart_rate: 'heart',
  blood_pressure: 'heart',
  ecg: 'heart',
  hrv: 'hrv',
  sleep: 'sleep',
  activity: 'activity',
  energy: 'activity',
  workouts: 'activity',
  fitness: 'activity',
  mobility: 'activity',
  respiration_oxygen: 'oxygen',
  temperature: 'temperature',
  glucose: 'glucose',
}

export function toneOfField(field: FieldId): DataTone {
  return tones[field] ?? 'accent'
}

function withUnit(figure: string, unit: string): string {
  return unit === '' ? figure : `${figure} ${unit}`
}
