/** A Fitbit workout, in the three forms in which it comes: of a day, of the list of activities, of a Takeout. */
import { convertToCanonical } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { numberAt, textAt } from '../json/look.ts'
import { utcTime, wallTime } from '../local-time.ts'
import { takeoutTime } from './fitbit-takeout-time.ts'

export function readActivity(activity: unknown, emit: Emitter, context: ImportContext): void {
  const { start, isTakeout } = startOf(activity, context)
  const end = start + (numberAt(activity, 'duration') ?? 0)
  const active = numberAt(activity, 'activeDuration')
  const metres = distanceOf(activity)
  const gain = numberAt(activity, 'elevationGain')
  emit.count('activity')
  // An export writes the height climbed in the unit of the account, and does not say which that is.
  if (isTakeout && gain !== null) context.report.notKept('elevationGain', 1)
  emit.workout({
    activity:
      ['activityParentName', 'activityName', 'name'].map((name) => textAt(activity, name)).find(Boolean) ??
      '',
    start,
    end,
    durationMinutes: active === null ? null : active / 60_000,
    distanceMetres: metres,
    energyKilocalories: numberAt(activity, 'calories'),
    elevationGainMetres: isTakeout ? null : gain,
  })
  emit.sample('workout_distance', start, end, metres)
  emit.sample('workout_energy', start, end, numberAt(activity, 'calories'))
  emit.sample('workout_heart_rate', start, end, numberAt(activity, 'averageHeartRate'))
}

interface Start {
  readonly start: number
  readonly isTakeout: boolean
}

function startOf(activity: unknown, { clock }: ImportContext): Start {
  const text = textAt(activity, 'startTime')
  const utc = takeoutTime(text)
  if (!Number.isNaN(utc)) return { start: utc, isTakeout: true }
  const day = textAt(activity, 'startDate')
  if (day !== '') return { start: clock.instantOf(wallTime(`${day}T${text}`)), isTakeout: false }
  const hasOffset = /[+-]\d\d:?\d\d$|Z$/.test(text)
  return { start: hasOffset ? utcTime(text) : clock.instantOf(wallTime(text)), isTakeout: false }
}

const DISTANCE_UNITS: Readonly<Record<string, string>> = {
  Kilometer: 'km',
  Mile: 'mi',
  Meter: 'm',
  Yard: 'yd',
}

/** Metres; null where the unit is that of the account, which the document of a day does not name. */
function distanceOf(activity: unknown): number | null {
  const unit = DISTANCE_UNITS[textAt(activity, 'distanceUnit')]
  const distance = numberAt(activity, 'distance')
  if (unit === undefined || distance === null) return null
  const metres = convertToCanonical('workout_distance', distance, unit)
  return metres.ok ? metres.value : null
}
