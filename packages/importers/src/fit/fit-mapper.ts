/**
 * What the messages of a FIT file mean. Wellness messages become samples at once; counters that only grow become
 * differences; what belongs to an activity is gathered until its file ends. Read next: fit-activity.ts.
 */
import type { Emitter } from '../emitter.ts'
import { createFitActivity, type FitActivity } from './fit-activity.ts'
import { createFitCounters, type FitCounters } from './fit-counters.ts'
import { toMilliseconds } from './fit-decoder.ts'
import { FIT_EPOCH_SECONDS, FIT_MANUFACTURERS } from './fit-profile.ts'
import { type FitValues, numberOf } from './fit-values.ts'

export interface FitMapper {
  message(name: string, time: number, values: FitValues): void
  /** One file of a chain has ended. */
  endFile(): void
}

interface MapperState {
  emit: Emitter
  readonly base: Emitter
  counters: FitCounters
  activity: FitActivity
  /** Milliseconds since 1970 of the last message that has a time. */
  lastTime: number
  /** Where the next interval between beats begins. */
  beatTime: number
  sleep: { readonly start: number; readonly code: number } | null
}

export function createFitMapper(base: Emitter): FitMapper {
  const state: MapperState = {
    emit: base,
    base,
    counters: createFitCounters(base),
    activity: createFitActivity(base),
    lastTime: Number.NaN,
    beatTime: Number.NaN,
    sleep: null,
  }
  return {
    message(name, time, values) {
      state.base.count(name)
      const at = timeOf(state, time, values)
      if (!Number.isNaN(at)) state.lastTime = at
      readers.get(name)?.(state, at, values)
    },
    endFile() {
      state.activity.finish()
      state.counters.end()
      state.lastTime = Number.NaN
      state.beatTime = Number.NaN
      state.sleep = null
      setSource(state, base)
    },
  }
}

/** A full time, or the last one with its low sixteen bits replaced. */
function timeOf(state: MapperState, time: number, values: FitValues): number {
  const low = numberOf(values, 'timestamp_16')
  if (!Number.isNaN(time) || low === null || Number.isNaN(state.lastTime)) return time
  const last = state.lastTime / 1000 - FIT_EPOCH_SECONDS
  return toMilliseconds(last + ((low - (last % 65_536) + 65_536) % 65_536))
}

function textOf(values: FitValues, name: string): string {
  const value = values.get(name)?.[0]
  return typeof value === 'string' ? value : ''
}

function setSource(state: MapperState, emit: Emitter): void {
  state.emit = emit
  state.counters = createFitCounters(emit)
  state.activity = createFitActivity(emit)
}

type Reader = (state: MapperState, at: number, values: FitValues) => void

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['file_id', readFileId],
  ['record', (state, at, values) => state.activity.record(at, values)],
  ['session', (state, _at, values) => state.activity.session(values)],
  ['event', (state, at, values) => state.activity.event(at, values)],
  ['length', (state, _at, values) => readLength(state, values)],
  ['hrv', readBeats],
  ['monitoring', (state, at, values) => state.counters.monitoring(at, values)],
  ['monitoring_info', readLocalTime],
  ['stress_level', readStress],
  ['sleep_level', readSleepLevel],
  ['hsa_body_battery_data', readBodyBattery],
  ['weight_scale', readWeight],
  ['blood_pressure', readBloodPressure],
  [
    'respiration_rate',
    (state, at, values) => plain(state, at, 'respiratory_rate', values, 'respiration_rate'),
  ],
  ['spo2_data', (state, at, values) => plain(state, at, 'spo2', values, 'reading_spo2')],
  ['hrv_value', (state, at, values) => plain(state, at, 'hrv_rmssd', values, 'value')],
  ['max_met_data', (state, at, values) => plain(state, at, 'vo2_max', values, 'vo2_max')],
  ['monitoring_hr_data', readRestingRate],
  ['hrv_status_summary', readVariability],
  ['sleep_assessment', readSleepAssessment],
  ['skin_temp_overnight', readSkinTemperature],
])

type PlainMetric = Parameters<Emitter['sample']>[0]

function plain(state: MapperState, at: number, metric: PlainMetric, values: FitValues, name: string): void {
  const value = numberOf(values, name)
  if (value !== null && value >= 0) state.emit.sample(metric, at, at, value)
}

function readFileId(state: MapperState, _at: number, values: FitValues): void {
  const maker = FIT_MANUFACTURERS[numberOf(values, 'manufacturer') ?? -1] ?? ''
  const product = textOf(values, 'product_name')
  const created = numberOf(values, 'time_created')
  if (created !== null) state.lastTime = toMilliseconds(created)
  const emit = state.base.from({
    name: product || maker || 'FIT',
    manufacturer: maker,
    model: product || String(numberOf(values, 'product') ?? ''),
    hardware: String(numberOf(values, 'serial_number') ?? ''),
  })
  setSource(state, emit)
}

function readLength(state: MapperState, values: FitValues): void {
  const start = numberOf(values, 'start_time')
  const strokes = numberOf(values, 'total_strokes')
  if (start === null || strokes === null) return
  const from = toMilliseconds(start)
  const seconds = numberOf(values, 'total_elapsed_time') ?? 0
  state.emit.sample('swim_strokes', from, from + Math.round(seconds * 1000), strokes)
}

function readLocalTime(state: MapperState, at: number, values: FitValues): void {
  const local = numberOf(values, 'local_timestamp')
  if (local !== null && !Number.isNaN(at)) state.counters.clock(at, toMilliseconds(local))
}

const BEAT_DRIFT_MAX = 10_000

/** Intervals have no time of their own: they follow each other, and the clock of the records holds them in place. */
function readBeats(state: MapperState, _at: number, values: FitValues): void {
  if (Number.isNaN(state.lastTime)) return
  if (!(Math.abs(state.beatTime - state.lastTime) < BEAT_DRIFT_MAX)) state.beatTime = state.lastTime
  for (const seconds of values.get('time') ?? []) {
    if (typeof seconds !== 'number') continue
    const milliseconds = Math.round(seconds * 1000)
    state.emit.sample('rr_intervals', state.beatTime, state.beatTime + milliseconds, milliseconds)
    state.beatTime += milliseconds
  }
}

function readStress(state: MapperState, at: number, values: FitValues): void {
  const own = numberOf(values, 'stress_level_time')
  plain(state, own === null ? at : toMilliseconds(own), 'stress_level', values, 'stress_level_value')
}

/** FIT: unmeasurable, awake, light, deep, REM; ours: sleep_stage. */
const STAGE_CODES = [-1, 2, 3, 4, 5]

/** A level holds until the next one. */
function readSleepLevel(state: MapperState, at: number, values: FitValues): void {
  const { sleep } = state
  if (sleep !== null && sleep.code >= 0 && at > sleep.start) {
    state.emit.sample('sleep_hypnogram', sleep.start, at, sleep.code)
  }
  state.sleep = { start: at, code: STAGE_CODES[numberOf(values, 'sleep_level') ?? 0] ?? -1 }
}

function readBodyBattery(state: MapperState, at: number, values: FitValues): void {
  const step = (numberOf(values, 'processing_interval') ?? 60) * 1000
  for (const [index, level] of (values.get('level') ?? []).entries()) {
    if (typeof level === 'number' && level >= 0) {
      state.emit.sample('body_battery', at + index * step, at + index * step, level)
    }
  }
}

function readWeight(state: MapperState, at: number, values: FitValues): void {
  const weight = numberOf(values, 'weight')
  plain(state, at, 'weight', values, 'weight')
  plain(state, at, 'body_fat', values, 'percent_fat')
  plain(state, at, 'bone_mass', values, 'bone_mass')
  plain(state, at, 'muscle_mass', values, 'muscle_mass')
  plain(state, at, 'visceral_fat', values, 'visceral_fat_rating')
  plain(state, at, 'bmi', values, 'bmi')
  const share = numberOf(values, 'percent_hydration')
  if (weight !== null && share !== null) state.emit.sample('body_water', at, at, (weight * share) / 100)
}

function readBloodPressure(state: MapperState, at: number, values: FitValues): void {
  plain(state, at, 'bp_systolic', values, 'systolic_pressure')
  plain(state, at, 'bp_diastolic', values, 'diastolic_pressure')
  plain(state, at, 'bp_mean', values, 'mean_arterial_pressure')
  plain(state, at, 'bp_pulse', values, 'heart_rate')
}

function readRestingRate(state: MapperState, at: number, values: FitValues): void {
  const today = numberOf(values, 'current_day_resting_heart_rate')
  const name = today === null ? 'resting_heart_rate' : 'current_day_resting_heart_rate'
  plain(state, at, 'heart_rate_resting', values, name)
}

function readVariability(state: MapperState, at: number, values: FitValues): void {
  plain(state, at, 'hrv_rmssd', values, 'last_night_average')
  plain(state, at, 'hrv_baseline_low', values, 'baseline_low_upper')
}

function readSleepAssessment(state: MapperState, _at: number, values: FitValues): void {
  const end = state.sleep?.start ?? state.lastTime
  plain(state, end, 'sleep_score', values, 'overall_sleep_score')
  plain(state, end, 'sleep_awakenings', values, 'awakenings_count')
}

function readSkinTemperature(state: MapperState, at: number, values: FitValues): void {
  const deviation = numberOf(values, 'average_deviation')
  if (deviation !== null) state.emit.sample('skin_temperature_deviation', at, at, deviation)
  plain(state, at, 'skin_temperature', values, 'nightly_value')
}
