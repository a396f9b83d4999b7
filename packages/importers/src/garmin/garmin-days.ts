/** Sums and means of a day: the day is the person's own, and only some documents say when it began. */
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { at, listAt, numberAt, textAt } from '../json/look.ts'
import { daySpan, type Span, utcTime, wallTime } from '../local-time.ts'

export function readDay(item: unknown, emit: Emitter, context: ImportContext): void {
  const { start, end } = spanOf(item, context)
  const sample = (metric: Parameters<Emitter['sample']>[0], member: string, unit?: string): void =>
    emit.sample(metric, start, end, numberAt(item, member), unit)
  sample('steps', 'totalSteps')
  sample('distance_walk_run', 'totalDistanceMeters')
  sample('energy_active', 'activeKilocalories')
  sample('energy_basal', 'bmrKilocalories')
  sample('energy_total', 'totalKilocalories')
  sample('floors_climbed', 'floorsAscended')
  sample('sedentary_time', 'sedentarySeconds', 's')
  sample('heart_rate_resting', 'restingHeartRate')
  sample('elevation_gain', 'floorsAscendedInMeters')
  sample('spo2', 'averageSpo2Value')
  const moderate = numberAt(item, 'moderateIntensityMinutes') ?? numberAt(item, 'moderateValue')
  const vigorous = numberAt(item, 'vigorousIntensityMinutes') ?? numberAt(item, 'vigorousValue')
  if (moderate !== null || vigorous !== null) {
    emit.sample('active_minutes', start, end, (moderate ?? 0) + (vigorous ?? 0))
  }
  const breaths = numberAt(item, 'respiration', 'avgWakingRespirationValue')
  emit.sample('respiratory_rate', start, end, breaths === null || breaths <= 0 ? null : breaths)
  const stress = stressOf(item)
  if (stress !== null && stress >= 0) emit.sample('stress_level', start, end, stress)
  readBattery(item, emit, context)
}

/** Below zero the device says why it could not measure. */
function stressOf(item: unknown): number | null {
  const total = listAt(item, 'allDayStress', 'aggregatorList').find((one) => textAt(one, 'type') === 'TOTAL')
  return (
    numberAt(item, 'averageStressLevel') ??
    numberAt(item, 'values', 'overallStressLevel') ??
    numberAt(total, 'averageStressLevel')
  )
}

/** Levels of the day that have a time, which is the wall clock. What was gained in sleep is no level. */
function readBattery(item: unknown, emit: Emitter, context: ImportContext): void {
  for (const one of listAt(item, 'bodyBattery', 'bodyBatteryStatList')) {
    const stamp = textAt(one, 'statTimestamp')
    if (textAt(one, 'bodyBatteryStatType') === 'DURINGSLEEP') continue
    if (stamp === '') context.report.notKept('bodyBattery', 1)
    else {
      const time = context.clock.instantOf(wallTime(stamp))
      emit.sample('body_battery', time, time, numberAt(one, 'statsValue'))
    }
  }
}

/** A drink has its time, the sum of a day has none. A row of sweat alone is no drink. */
export function readDrink(item: unknown, emit: Emitter, context: ImportContext): void {
  const stamp = textAt(item, 'timestampLocal')
  const time = context.clock.instantOf(wallTime(stamp))
  const { start, end } = stamp === '' ? spanOf(item, context) : { start: time, end: time }
  const millilitres = numberAt(item, 'valueInML')
  const isSweat = millilitres === 0 && at(item, 'estimatedSweatLossInML') !== undefined
  emit.sample('water', start, end, isSweat ? null : millilitres)
}

function spanOf(item: unknown, context: ImportContext): Span {
  const start = utcTime(textAt(item, 'wellnessStartTimeGmt'))
  const end = utcTime(textAt(item, 'wellnessEndTimeGmt'))
  return end > start ? { start, end } : daySpan(context.clock, textAt(item, 'calendarDate'))
}
