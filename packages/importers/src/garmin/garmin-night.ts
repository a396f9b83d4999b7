/** One night: its sums, its stages and what was measured meanwhile. */

import { codeNumber } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import { at, listAt, numberAt, textAt } from '../json/look.ts'
import { utcTime } from '../local-time.ts'
import { readNaps } from './garmin-naps.ts'

/** Garmin: deep, light, REM, awake. */
const STAGES = (['deep', 'light', 'rem', 'awake'] as const).map((stage) => codeNumber('sleep_stage', stage))

const SUMS = [
  ['sleep_total', 'sleepTimeSeconds'],
  ['sleep_deep', 'deepSleepSeconds'],
  ['sleep_light', 'lightSleepSeconds'],
  ['sleep_rem', 'remSleepSeconds'],
  ['sleep_awake', 'awakeSleepSeconds'],
  ['sleep_unspecified', 'unmeasurableSleepSeconds'],
] as const

export function readNight(item: unknown, emit: Emitter): void {
  readNaps(item, emit)
  const night = at(item, 'dailySleepDTO')
  const start = numberAt(night, 'sleepStartTimestampGMT')
  const end = numberAt(night, 'sleepEndTimestampGMT')
  // A day without sleep has the document and no times.
  if (start === null || end === null) return
  for (const [metric, member] of SUMS) emit.sample(metric, start, end, numberAt(night, member), 's')
  emit.sample('sleep_score', start, end, numberAt(night, 'sleepScores', 'overall', 'value'))
  emit.sample('sleep_awakenings', start, end, numberAt(night, 'awakeCount'))
  emit.sample('spo2', start, end, numberAt(night, 'averageSpO2Value'))
  emit.sample('respiratory_rate', start, end, numberAt(night, 'averageRespirationValue'))
  emit.sample('hrv_rmssd', start, end, numberAt(item, 'avgOvernightHrv'))
  emit.sample('skin_temperature_deviation', start, end, numberAt(item, 'avgSkinTempDeviationC'))
  for (const level of listAt(item, 'sleepLevels')) {
    const code = STAGES[numberAt(level, 'activityLevel') ?? -1] ?? null
    const from = utcTime(textAt(level, 'startGMT'))
    emit.count('sleep level')
    emit.sample('sleep_hypnogram', from, utcTime(textAt(level, 'endGMT')), code)
  }
}
