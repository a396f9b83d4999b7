/**
 * The words that primitives say themselves (buttons of a chart, "Close"). An app builds them once from its
 * message catalogue and gives them to `UiProvider`; everything else is a prop of the primitive.
 */

export type SleepStage = 'awake' | 'rem' | 'light' | 'deep' | 'asleep'

/** Figures arrive formatted in the person's locale and with their unit. */
export interface SeriesSummary {
  readonly label: string
  readonly lowest: string
  readonly average: string
  readonly highest: string
  readonly gaps: number
}

export interface SleepSummary {
  readonly label: string
  readonly from: string
  readonly until: string
  readonly stages: readonly { readonly name: string; readonly duration: string }[]
}

export interface SleepStretch {
  readonly stage: string
  readonly from: string
  readonly until: string
  readonly duration: string
}

export interface CalendarSummary {
  readonly label: string
  readonly from: string
  readonly until: string
  readonly daysWithData: number
  readonly daysWithoutData: number
  readonly lowest: string
  readonly highest: string
}

export interface UiLabels {
  readonly close: string
  readonly working: string
  readonly notifications: string
  readonly zoomIn: string
  readonly zoomOut: string
  readonly zoomReset: string
  readonly earlier: string
  readonly later: string
  readonly showTable: string
  readonly showChart: string
  readonly time: string
  readonly value: string
  readonly day: string
  /** `from`: the date of its first day. */
  readonly weekFrom: (from: string) => string
  readonly stage: string
  readonly from: string
  readonly until: string
  readonly noData: string
  /** Of the list of what is dated on a chart. */
  readonly marks: string
  readonly less: string
  readonly more: string
  /** How to walk a chart with the keyboard; read once when it takes the focus. */
  readonly chartKeys: string
  /** The same for a grid: Up and Down change the row. */
  readonly gridKeys: string
  /** Of a day in a grid. */
  readonly hasReadings: string
  readonly lowest: string
  readonly highest: string
  readonly usualRange: string
  readonly stages: Readonly<Record<SleepStage, string>>
  readonly seriesSummary: (summary: SeriesSummary) => string
  readonly sleepSummary: (summary: SleepSummary) => string
  readonly sleepStretch: (stretch: SleepStretch) => string
  readonly calendarSummary: (summary: CalendarSummary) => string
  /** Of a folder that is not walked to its end. */
  readonly tooManyFiles: (filesMax: number) => string
  /** When a table shows only its first rows. */
  readonly tableShortened: (rows: { readonly shown: number; readonly total: number }) => string
}
