/** The answers of one vendor, as it documents them. Read next: every-vendor.ts. */

/** By the id of the collection. `day` is the calendar day, `2025-03-01`. */
export type DocumentedAnswers = Readonly<Record<string, (day: string) => unknown>>
