/**
 * Monitoring messages count up from local midnight, each kind of activity for itself: what was added since the message
 * before is the sample. A watch writes a file whenever it is connected, and each goes on counting: the first counts of a
 * file are all that came since midnight, which other files may tell in parts. They are the sum of that time, of which
 * counts what the parts leave over (`mergeSources`).
 */
import { DAY_MILLISECONDS, HOUR_MILLISECONDS } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import { type FitValues, numberOf } from './fit-values.ts'

export interface FitCounters {
  monitoring(at: number, values: FitValues): void
  /** The clock of the wearer at a moment, both in milliseconds since 1970; until then nobody knows where midnight is. */
  clock(at: number, local: number): void
  /** The file ends. */
  end(): void
}

interface Count {
  readonly at: number
  readonly value: number
}

type Metric = 'steps' | 'distance_walk_run' | 'energy_active'

/** What all kinds of a metric had counted when a file or a day began. */
interface SinceMidnight {
  readonly midnight: number
  readonly until: number
  sum: number
}

const WALKING = 6
const RUNNING = 1
/** A counter that stood still for longer says nothing about when it moved. */
const SPAN_MAX = 24 * HOUR_MILLISECONDS
const OFFSET_MAX = 14 * HOUR_MILLISECONDS

export function createFitCounters(emit: Emitter): FitCounters {
  const counts = new Map<string, Count>()
  /** Until when something was added to a metric: walking and running lie after each other, not over each other. */
  const untils = new Map<string, number>()
  const sinceMidnight = new Map<Metric, SinceMidnight>()
  /** How far the wearer's clock is ahead of UTC. */
  let offset: number | null = null

  /** A count at midnight itself is that of the day which ends. */
  function midnightBefore(at: number): number | null {
    if (offset === null) return null
    return Math.floor((at + offset - 1) / DAY_MILLISECONDS) * DAY_MILLISECONDS - offset
  }

  /** A counter that is new, or was set back. */
  function begin(metric: Metric, before: Count | undefined, at: number, value: number): void {
    if (value <= 0) return
    const midnight = midnightBefore(at)
    if (midnight === null || (before !== undefined && before.at > midnight)) {
      emit.sample(metric, at, at, value)
      return
    }
    const known = sinceMidnight.get(metric)
    if (known?.midnight === midnight) known.sum += value
    else {
      tell(metric)
      sinceMidnight.set(metric, { midnight, until: at, sum: value })
    }
  }

  function tell(metric: Metric): void {
    const known = sinceMidnight.get(metric)
    if (known !== undefined) emit.sample(metric, known.midnight, known.until, known.sum)
    sinceMidnight.delete(metric)
  }

  function add(metric: Metric, kind: number, at: number, value: number): void {
    const key = `${metric} ${kind}`
    const before = counts.get(key)
    counts.set(key, { at, value })
    if (before === undefined || value < before.value) {
      begin(metric, before, at, value)
      return
    }
    if (value === before.value || at - before.at > SPAN_MAX) return
    const start = Math.max(before.at, untils.get(metric) ?? before.at)
    untils.set(metric, Math.max(at, untils.get(metric) ?? at))
    emit.sample(metric, Math.min(start, at), at, value - before.value)
  }

  return {
    clock(at, local) {
      if (Math.abs(local - at) <= OFFSET_MAX) offset = local - at
    },
    end() {
      for (const metric of [...sinceMidnight.keys()]) tell(metric)
    },
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
