/** Sums and means of a day: the day is the person's own, and only some documents say when it began. */
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { numberAt, textAt } from '../json/look.ts'
import { daySpan, type Span, utcTime } from '../local-time.ts'

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
  sample('water', 'valueInML')
  const moderate = numberAt(item, 'moderateIntensityMinutes') ?? numberAt(item, 'moderateValue')
  const vigorous = numberAt(item, 'vigorousIntensityMinutes') ?? numberAt(item, 'vigorousValue')
  if (moderate !== null || vigorous !== null) {
    emit.sample('active_minutes', start, end, (moderate ?? 0) + (vigorous ?? 0))
  }
  const stress = numberAt(item, 'averageStressLevel') ?? numberAt(item, 'values', 'overallStressLevel')
  if (stress !== null && stress >= 0) emit.sample('stress_level', start, end, stress)
}

function spanOf(item: unknown, context: ImportContext): Span {
  const start = utcTime(textAt(item, 'wellnessStartTimeGmt'))
  const end = utcTime(textAt(item, 'wellnessEndTimeGmt'))
  return end > start ? { start, end } : daySpan(context.clock, textAt(item, 'calendarDate'))
}
