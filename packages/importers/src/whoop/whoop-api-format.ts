/**
 * What WHOOP's API v2 answers: `{"records": […]}` of one kind, or one record alone when it was asked for by its id.
 * Times are instants; energy is kilojoules, lengths of a night are milliseconds.
 */
import { codeNumber, type MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { jsonFormat } from '../json/json-format.ts'
import { at, listAt, numberAt, textAt } from '../json/look.ts'
import { utcTime } from '../local-time.ts'

export const whoopApi: Format = jsonFormat({
  id: 'whoop-api',
  source: 'WHOOP',
  isWhole: true,
  signature: /"(?:score_state|hrv_rmssd_milli|stage_summary)"\s*:/,
  item(value, emit) {
    for (const record of at(value, 'records') === undefined ? [value] : listAt(value, 'records')) {
      const [, kind, read] = KINDS.find(([isKind]) => isKind(record)) ?? []
      emit.count(kind ?? 'record')
      if (read === undefined) emit.unknown('record', record)
      // A record that is not scored yet comes again.
      else if (textAt(record, 'score_state') === 'SCORED') read(record, emit)
    }
  },
})

type Kind = readonly [(record: unknown) => boolean, string, (record: unknown, emit: Emitter) => void]

const KINDS: readonly Kind[] = [
  [(record) => at(record, 'score', 'stage_summary') !== undefined, 'sleep', readSleep],
  [(record) => at(record, 'score', 'recovery_score') !== undefined, 'recovery', readRecovery],
  [(record) => at(record, 'score', 'zone_durations') !== undefined, 'workout', readWorkout],
  [(record) => at(record, 'sport_name') !== undefined, 'workout', readWorkout],
  [(record) => at(record, 'score', 'strain') !== undefined, 'cycle', readCycle],
]

function readCycle(record: unknown, emit: Emitter): void {
  const start = utcTime(textAt(record, 'start'))
  const stop = utcTime(textAt(record, 'end'))
  // The day that is running has no end yet, and its sums still grow.
  if (Number.isNaN(stop)) return
  emit.sample('strain_score', start, stop, numberAt(record, 'score', 'strain'))
  emit.sample('energy_total', start, stop, numberAt(record, 'score', 'kilojoule'), 'kJ')
}

function readRecovery(record: unknown, emit: Emitter): void {
  const time = utcTime(textAt(record, 'created_at'))
  emit.sample('readiness_score', time, time, numberAt(record, 'score', 'recovery_score'))
  emit.sample('heart_rate_resting', time, time, numberAt(record, 'score', 'resting_heart_rate'))
  emit.sample('hrv_rmssd', time, time, numberAt(record, 'score', 'hrv_rmssd_milli'), 'ms')
  emit.sample('spo2', time, time, numberAt(record, 'score', 'spo2_percentage'), '%')
  emit.sample('skin_temperature', time, time, numberAt(record, 'score', 'skin_temp_celsius'))
}

const STAGES: readonly (readonly [MetricId, string])[] = [
  ['sleep_in_bed', 'total_in_bed_time_milli'],
  ['sleep_awake', 'total_awake_time_milli'],
  ['sleep_light', 'total_light_sleep_time_milli'],
  ['sleep_deep', 'total_slow_wave_sleep_time_milli'],
  ['sleep_rem', 'total_rem_sleep_time_milli'],
  ['sleep_unspecified', 'total_no_data_time_milli'],
]
const ASLEEP = [
  'total_light_sleep_time_milli',
  'total_slow_wave_sleep_time_milli',
  'total_rem_sleep_time_milli',
]

function readSleep(record: unknown, emit: Emitter): void {
  const start = utcTime(textAt(record, 'start'))
  const end = utcTime(textAt(record, 'end'))
  const asleep = ASLEEP.map((member) => numberAt(record, 'score', 'stage_summary', member))
  const total = asleep.reduce<number | null>(
    (sum, part) => (sum === null || part === null ? null : sum + part),
    0,
  )
  emit.sample('sleep_hypnogram', start, end, codeNumber('sleep_stage', 'in_bed'))
  if (at(record, 'nap') === true) {
    emit.sample('sleep_nap', start, end, total, 'ms')
    return
  }
  for (const [metric, member] of STAGES) {
    emit.sample(metric, start, end, numberAt(record, 'score', 'stage_summary', member), 'ms')
  }
  emit.sample('sleep_total', start, end, total, 'ms')
  const debt = numberAt(record, 'score', 'sleep_needed', 'need_from_sleep_debt_milli')
  emit.sample('sleep_need_debt', start, end, debt, 'ms')
  const disturbances = numberAt(record, 'score', 'stage_summary', 'disturbance_count')
  emit.sample('sleep_awakenings', start, end, disturbances)
  emit.sample('sleep_score', start, end, numberAt(record, 'score', 'sleep_performance_percentage'))
  emit.sample('sleep_efficiency', start, end, numberAt(record, 'score', 'sleep_efficiency_percentage'))
  emit.sample('respiratory_rate', start, end, numberAt(record, 'score', 'respiratory_rate'))
}

function readWorkout(record: unknown, emit: Emitter): void {
  const start = utcTime(textAt(record, 'start'))
  const end = utcTime(textAt(record, 'end'))
  const kilojoules = numberAt(record, 'score', 'kilojoule')
  emit.workout({
    activity: textAt(record, 'sport_name') || 'other',
    start,
    end,
    distanceMetres: numberAt(record, 'score', 'distance_meter'),
    energyKilocalories: kilojoules === null ? null : kilojoules / 4.184,
    elevationGainMetres: numberAt(record, 'score', 'altitude_gain_meter'),
  })
  emit.sample('workout_energy', start, end, kilojoules, 'kJ')
  emit.sample('workout_heart_rate', start, end, numberAt(record, 'score', 'average_heart_rate'))
  emit.sample('workout_distance', start, end, numberAt(record, 'score', 'distance_meter'))
  emit.sample('training_load', start, end, numberAt(record, 'score', 'strain'))
}
