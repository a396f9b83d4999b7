/** What one value of a series stands for, and how its time is written. */
import type { Formats } from '../formats/formats.ts'
import type { UiLabels } from '../labels.ts'

export type TimeStep = 'moment' | 'day' | 'week' | 'month'

interface Words {
  readonly formats: Formats
  readonly labels: Pick<UiLabels, 'weekFrom'>
}

/**
 * A day is given by any instant in it, best its noon: then no change of clocks moves it. A week and a month are given by
 * their first day.
 */
export function formatStep({ formats, labels }: Words, step: TimeStep, at: number): string {
  switch (step) {
    case 'moment':
      return formats.dateTime(at)
    case 'day':
      return formats.date(at)
    case 'week':
      return labels.weekFrom(formats.date(at))
    case 'month':
      return formats.month(at)
  }
}
