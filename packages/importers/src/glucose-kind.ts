/**
 * Whether a glucose value is of a sensor or of a finger prick: one rule for every source that holds both and leaves
 * open which. What the record says of itself goes first, then who wrote it; else it is a sensor's, of which there are
 * hundreds a day.
 */

export interface SaidOfGlucose {
  /** The name of the app or device that wrote it. */
  readonly source: string
  /** The person typed it. */
  readonly isUserEntered?: boolean
  /** It is tied to a meal (before, after, fasting), as single readings are and the values of a sensor are not. */
  readonly isOfMeal?: boolean
}

export type GlucoseMetric = 'glucose_cgm' | 'glucose_fingerstick'

/** Sensors under the skin and the apps that hand their values on. */
const SENSOR =
  /dexcom|stelo|libre|\blingo\b|eversense|guardian connect|carelink|minimed|sibionics|aidex|xdrip|nightscout|sugarmate/i
/** Meters that take a drop of blood, and the form of the phone in which values are typed. */
const METER =
  /accu-?chek|contour|one ?touch|true metrix|dario|gluco-?meter|glucomen|caresens|ihealth|keto-?mojo/i

export function glucoseMetric(said: SaidOfGlucose): GlucoseMetric {
  if (said.isUserEntered === true) return 'glucose_fingerstick'
  if (SENSOR.test(said.source)) return 'glucose_cgm'
  const isPrick = METER.test(said.source) || said.isOfMeal === true
  return isPrick ? 'glucose_fingerstick' : 'glucose_cgm'
}
