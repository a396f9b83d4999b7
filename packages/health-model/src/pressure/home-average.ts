/**
 * The average of blood pressure at home, after the guideline of the European Society of Hypertension (Mancia and others,
 * Journal of Hypertension 2023;41:1874–2071): seven days, at least three, mornings and evenings; the first day is left
 * out, the rest averaged. At home 135/85 mmHg stands where 140/90 stands in an office, and either value is enough.
 */
import type { LocalDay } from '../instant.ts'
import type { PressurePair } from './pressure-class.ts'

export interface HomeReading extends PressurePair {
  readonly day: LocalDay
  readonly part: 'morning' | 'evening' | 'other'
}

export interface HomeAverage extends PressurePair {
  /** Days that were averaged, the first one not among them. */
  readonly days: number
  readonly readings: number
  /** Whether either value reaches the limit for readings at home. */
  readonly isAtLimit: boolean
}

export const homeLimit: PressurePair = { systolic: 135, diastolic: 85 }
const daysMax = 7
const daysMin = 3

/** Of the newest seven days with readings of a morning or an evening; null below three such days. */
export function homeAverage(readings: readonly HomeReading[]): HomeAverage | null {
  const byDay = Map.groupBy(
    readings.filter(({ part }) => part !== 'other'),
    ({ day }) => day,
  )
  const days = [...byDay.keys()].sort().slice(-daysMax)
  if (days.length < daysMin) return null
  const counted = days.slice(1).flatMap((day) => byDay.get(day) ?? [])
  const mean = (key: keyof PressurePair) =>
    counted.reduce((sum, reading) => sum + reading[key], 0) / counted.length
  const [systolic, diastolic] = [mean('systolic'), mean('diastolic')]
  return {
    days: days.length - 1,
    readings: counted.length,
    systolic,
    diastolic,
    isAtLimit: systolic >= homeLimit.systolic || diastolic >= homeLimit.diastolic,
  }
}
