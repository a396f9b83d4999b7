/** The range in which a person's variability is balanced, as Garmin found it over the last weeks: no stream of numbers. */
import type { Emitter } from '../emitter.ts'

/** Before there is a range both ends are 0 or stand the wrong way around. */
export function emitBalancedRange(
  emit: Emitter,
  time: number,
  low: number | null,
  high: number | null,
): void {
  if (low === null || high === null || low <= 0 || high <= low) return
  emit.record('hrv_baseline_balanced', time, time, {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'Balanced heart-rate variability' },
    valueRange: { low: { value: low, unit: 'ms' }, high: { value: high, unit: 'ms' } },
  })
}
