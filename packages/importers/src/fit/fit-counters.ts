/**
 * Monitoring messages count up, each kind of activity for itself: what was added since the message before is the
 * sample. Counters begin anew at midnight and at every file.
 */
import type { Emitter } from '../emitter.ts'
import { type FitValues, numberOf } from './fit-values.ts'

export interface FitCounters {
  monitoring(at: number, values: FitValues): void
}

interface Count {
  readonly at: number
  readonly value: number
}

const WALKING = 6
const RUNNING = 1
/** A counter that stood still for longer says nothing about when it moved. */
const SPAN_MAX = 24 * 3_600_000

export function createFitCounters(emit: Emitter): FitCounters {
  const counts = new Map<string, Count>()
  /** Until when something was added to a metric: walking and running lie after each other, not over each other. */
  const untils = new Map<string, number>()

  function add(
    metric: 'steps' | 'distance_walk_run' | 'energy_active',
    kind: number,
    at: number,
    value: number,
  ): void {
    const key = `${metric} ${kind}`
    const before = counts.get(key)
    counts.set(key, { at, value })
    if (before === undefined || value <= before.value || at - before.at > SPAN_MAX) {
      if (value > 0 && (before === undefined || value < before.value)) emit.sample(metric, at, at, value)
      return
    }
    const start = Math.max(before.at, untils.get(metric) ?? before.at)
    untils.set(metric, Math.max(at, untils.get(metric) ?? at))
    emit.sample(metric, Math.min(start, at), at, value - before.value)
  }

  return {
    monitoring(at, values) {
      if (Number.isNaN(at)) return
      const rate = numberOf(values, 'heart_rate')
      if (rate !== null && rate > 0) emit.sample('heart_rate', at, at, rate)
      const kind = kindOf(values)
      const cycles = numberOf(values, 'cycles')
      const distance = numberOf(values, 'distance')
      const energy = numberOf(values, 'active_calories')
      const isOnFoot = kind === WALKING || kind === RUNNING
      // One cycle is two steps.
      if (cycles !== null && isOnFoot) add('steps', kind, at, cycles * 2)
      if (distance !== null && isOnFoot) add('distance_walk_run', kind, at, distance)
      if (energy !== null) add('energy_active', kind, at, energy)
    },
  }
}

/** The kind of activity, in a field of its own or packed with its intensity. */
function kindOf(values: FitValues): number {
  const packed = numberOf(values, 'current_activity_type_intensity')
  return numberOf(values, 'activity_type') ?? (packed === null ? -1 : packed & 31)
}
