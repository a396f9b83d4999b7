/** A glucose value of the Google Health API, which says of most whether a sensor or a prick measured it. */
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { type GlucoseMetric, glucoseMetric } from '../glucose-kind.ts'
import { numberAt, textAt } from '../json/look.ts'
import { moment } from './google-health-time.ts'

const OF_MEAL: ReadonlySet<string> = new Set(['AFTER_MEAL', 'BEFORE_MEAL', 'FASTING'])
const BLOOD: ReadonlySet<string> = new Set(['CAPILLARY_BLOOD', 'WHOLE_BLOOD'])

export function readGlucose(glucose: unknown, emit: Emitter, context: ImportContext): void {
  const { start, end, zone } = moment(glucose, context)
  // A value of a laboratory is neither, and does not say which of its tests it is.
  if (textAt(glucose, 'measurementSource') === 'LAB_TEST') emit.unknown('bloodGlucose LAB_TEST', glucose)
  else {
    const value = numberAt(glucose, 'bloodGlucoseMilligramsPerDeciliter')
    emit.sample(kindOf(glucose, emit), start, end, value, 'mg/dL', zone)
  }
}

function kindOf(glucose: unknown, { source }: Emitter): GlucoseMetric {
  const [by, specimen] = [textAt(glucose, 'measurementSource'), textAt(glucose, 'specimen')]
  if (by === 'CONTINUOUS_GLUCOSE_MONITORING' || specimen === 'INTERSTITIAL_FLUID') return 'glucose_cgm'
  if (by === 'SELF_MONITORING_BLOOD_GLUCOSE' || BLOOD.has(specimen)) return 'glucose_fingerstick'
  return glucoseMetric({ source, isOfMeal: OF_MEAL.has(textAt(glucose, 'measurementTiming')) })
}
