/** What one value of a series stands for, and how its time is written. */
import type { Formats } from '../formats/formats.ts'

export type TimeStep = 'moment' | 'day'

/** A day is given by any instant in it, best its noon: then no change of clocks moves it. */
export function formatStep(formats: Formats, step: TimeStep, at: number): string {
  return step === 'day' ? formats.date(at) : formats.dateTime(at)
}
