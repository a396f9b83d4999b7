/** Averages of pairs. Pure. */
import type { PressureView } from '@nornos/store'

export interface PressureMean {
  readonly readings: number
  readonly systolic: number
  readonly diastolic: number
}

/** Null without a pair. */
export function meanOf(pairs: readonly Pick<PressureView, 'systolic' | 'diastolic'>[]): PressureMean | null {
  if (pairs.length === 0) return null
  const mean = (key: 'systolic' | 'diastolic') =>
    pairs.reduce((sum, pair) => sum + pair[key], 0) / pairs.length
  return { readings: pairs.length, systolic: mean('systolic'), diastolic: mean('diastolic') }
}
