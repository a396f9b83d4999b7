/** How a metric is drawn and written: colour, shape, unit and decimals. The model has the canonical unit. */
import { type FieldId, type MetricId, metric } from '@nornos/health-model'
import type { DataTone } from '@nornos/ui'
import type { SeriesShape } from '@nornos/ui/charts'

export interface MetricLook {
  readonly tone: DataTone
  readonly shape: SeriesShape
  /** Key of the unit's word in the catalogue. */
  readonly unit: string
  /** From the canonical unit to the one that is shown. */
  readonly factor: number
  readonly digits: number
}

const tones: Readonly<Partial<Record<FieldId, DataTone>>> = {
  activity: 'activity',
  energy: 'activity',
  workouts: 'activity',
  mobility: 'activity',
  fitness: 'activity',
  heart_rate: 'heart',
  ecg: 'heart',
  blood_pressure: 'heart',
  hrv: 'hrv',
  sleep: 'sleep',
  respiration_oxygen: 'oxygen',
  temperature: 'temperature',
  glucose: 'glucose',
}

export function toneOfField(field: FieldId): DataTone {
  return tones[field] ?? 'accent'
}

const wholeUnits = ['/min', 'ms', '%', 'mm[Hg]', 'kcal', 'min', '1']

export function lookOf(id: MetricId): MetricLook {
  const { field, unit, day } = metric(id)
  const tone = toneOfField(field)
  const shape = day === 'sum' || day === 'count' ? 'bars' : 'line'
  // Nobody thinks of a night in minutes, nor of a walk in metres.
  if (field === 'sleep' && unit === 'min')
    return { tone, shape: 'bars', unit: 'h', factor: 1 / 60, digits: 1 }
  if (day === 'sum' && unit === 'm') return { tone, shape, unit: 'km', factor: 1 / 1_000, digits: 1 }
  const isWhole = wholeUnits.includes(unit) || (unit.startsWith('{') && unit !== '{MET}')
  return { tone, shape, unit: unitKey(unit), factor: 1, digits: isWhole ? 0 : 1 }
}

/** A full stop would divide the key into levels. */
export function unitKey(ucum: string): string {
  return ucum.replaceAll('.', '_')
}
