/**
 * What the catalogue says about one metric. A metric is one measured quantity inside a field, with one canonical
 * unit; everything else in the project asks the catalogue instead of knowing. Read next: catalogue.ts.
 */
import type { CodeTableId } from '../codes.ts'
import type { FieldId, Sensitivity } from '../fields.ts'

/**
 * - `sample`: a stream of (time, duration, number or code), kept in blocks.
 * - `record`: a discrete fact with its own shape, kept as one record each.
 * - `document`: a file, kept whole.
 */
export type MetricKind = 'sample' | 'record' | 'document'

/**
 * How a local day is built from samples. `sum` metrics are merged over their sources first; `night` averages what
 * belongs to the night that ends on the day; `each` has no value of the day, every entry stands alone.
 */
export type DayRule = 'sum' | 'count' | 'mean' | 'latest' | 'night' | 'max' | 'each'

/** Substances whose mass and molar units are converted into each other; see units/substances.ts. */
export type Substance =
  | 'glucose'
  | 'cholesterol'
  | 'triglycerides'
  | 'creatinine'
  | 'hemoglobin'
  | 'vitamin_d'
  | 'beta_hydroxybutyrate'
  | 'hba1c'

/** What a metric is called where it comes from. A star stands for a part that varies. */
export interface SourceNames {
  readonly appleHealth?: readonly string[]
  readonly openMHealth?: readonly string[]
  readonly garmin?: readonly string[]
  readonly fitbit?: readonly string[]
  readonly oura?: readonly string[]
  readonly whoop?: readonly string[]
  readonly others?: readonly string[]
}

/** One row of the catalogue, as it is written in the file of its field. */
export interface MetricRow {
  /** Plain words, sentence case, no unit. */
  readonly title: string
  readonly kind: MetricKind
  /** UCUM; `1` where a number has no unit or the value is a code or a structured fact. */
  readonly unit: string
  readonly day: DayRule
  /** Of a `latest` metric: the source works it out of many readings, and may tell it again. See [Note: Told again]. */
  readonly isWorkedOut?: true
  /** Set when the value is a number out of a closed code table. */
  readonly codes?: CodeTableId
  readonly substance?: Substance
  /** Both ends are allowed. Outside it a value is a slip of the unit or of the sensor, not a rare patient. */
  readonly plausible?: readonly [minimum: number, maximum: number]
  /**
   * Only codes that are sure; the first is preferred. For laboratory values a code may name the mass or the molar
   * form, whatever the canonical unit is: an export uses the code that was received.
   */
  readonly loinc?: readonly string[]
  /** Only where one metric is more sensitive than its field. */
  readonly sensitivity?: Sensitivity
  readonly names: SourceNames
}

export type MetricRows = Readonly<Record<string, MetricRow>>

/** A row of the catalogue with its id, field and sensitivity filled in. */
export interface Metric<Id extends string = string> extends MetricRow {
  readonly id: Id
  readonly field: FieldId
  readonly sensitivity: Sensitivity
}
