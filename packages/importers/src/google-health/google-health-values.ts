/** Types of the Google Health API with one number or a few: where they lie in time, and what each number is. */
import type { MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { numberAt } from '../json/look.ts'
import { day, interval, moment, night, type Place, type Stretch } from './google-health-time.ts'

type Told = (value: unknown, stretch: Stretch) => number | null

/** A number is found under a member, or told by a value as a whole. */
type Value = readonly [metric: MetricId, number: string | Told, unit?: string]

export interface Values {
  readonly place: Place
  readonly values: readonly Value[]
}

const of = (place: Place, ...values: readonly Value[]): Values => ({ place, values })

/** By the member that a point has. */
export const VALUES: Readonly<Record<string, Values>> = {
  steps: of(interval, ['steps', 'count']),
  distance: of(interval, ['distance_walk_run', 'millimeters', 'mm']),
  floors: of(interval, ['floors_climbed', 'count']),
  altitude: of(interval, ['elevation_gain', 'gainMillimeters', 'mm']),
  activeEnergyBurned: of(interval, ['energy_active', 'kcal']),
  basalEnergyBurned: of(interval, ['energy_basal', 'kcal']),
  activeZoneMinutes: of(interval, ['active_minutes', 'activeZoneMinutes']),
  sedentaryPeriod: of(interval, ['sedentary_time', (_, { start, end }) => end - start, 'ms']),
  swimLengthsData: of(interval, ['swim_strokes', 'strokeCount']),
  heartRate: of(moment, ['heart_rate', 'beatsPerMinute']),
  dailyRestingHeartRate: of(day, ['heart_rate_resting', 'beatsPerMinute']),
  heartRateVariability: of(
    moment,
    ['hrv_rmssd', 'rootMeanSquareOfSuccessiveDifferencesMilliseconds'],
    ['hrv_lf_hf', lowToHigh],
  ),
  dailyHeartRateVariability: of(night, ['hrv_rmssd', 'averageHeartRateVariabilityMilliseconds']),
  oxygenSaturation: of(moment, ['spo2', 'percentage']),
  dailyOxygenSaturation: of(night, ['spo2', 'averagePercentage']),
  dailyRespiratoryRate: of(night, ['respiratory_rate', 'breathsPerMinute']),
  respiratoryRateSleepSummary: of(moment, [
    'respiratory_rate',
    (value) => numberAt(value, 'fullSleepStats', 'breathsPerMinute'),
  ]),
  coreBodyTemperature: of(moment, ['body_temperature', 'temperatureCelsius']),
  dailySleepTemperatureDerivations: of(
    night,
    ['skin_temperature', 'nightlyTemperatureCelsius'],
    ['skin_temperature_deviation', againstUsual],
  ),
  vo2Max: of(moment, ['vo2_max', 'vo2Max']),
  runVo2Max: of(moment, ['vo2_max', 'runVo2Max']),
  dailyVo2Max: of(day, ['vo2_max', 'vo2Max']),
  weight: of(moment, ['weight', 'weightGrams', 'g']),
  height: of(moment, ['height', 'heightMillimeters', 'mm']),
  bodyFat: of(moment, ['body_fat', 'percentage']),
  hydrationLog: of(interval, ['water', (value) => numberAt(value, 'amountConsumed', 'milliliters')]),
}

/** Null where there is nothing to divide by. */
function lowToHigh(value: unknown): number | null {
  const [low, high] = ['low', 'high'].map((band) => numberAt(value, 'metadata', `${band}FrequencyPower`))
  return low === null || low === undefined || !high ? null : low / high
}

function againstUsual(value: unknown): number | null {
  const [nightly, usual] = ['nightly', 'baseline'].map((word) => numberAt(value, `${word}TemperatureCelsius`))
  return typeof nightly === 'number' && typeof usual === 'number' ? nightly - usual : null
}

export function readValues(
  { place, values }: Values,
  value: unknown,
  emit: Emitter,
  context: ImportContext,
): void {
  const stretch = place(value, context)
  const { start, end, zone } = stretch
  for (const [metric, number, unit] of values) {
    const found = typeof number === 'string' ? numberAt(value, number) : number(value, stretch)
    emit.sample(metric, start, end, found, unit, zone)
  }
}
