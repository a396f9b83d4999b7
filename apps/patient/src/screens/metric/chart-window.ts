/** The stretches of time that the person chooses between, and the steps from one to the next. Pure. */
import { firstDayOfWeek, type LocalDay, localDayToNumber, numberToLocalDay } from '@nornos/health-model'
import type { SeriesQuery } from '@nornos/store'
import { addDays, startOfDay } from '#src/data/days.ts'

export const spans = ['day', 'week', 'month', 'halfYear', 'year', 'all'] as const
export type Span = (typeof spans)[number]

const daysOf: Readonly<Record<Exclude<Span, 'all'>, number>> = {
  day: 1,
  week: 7,
  month: 30,
  halfYear: 182,
  year: 365,
}

export interface DayWindow {
  readonly first: LocalDay
  readonly last: LocalDay
}

/** The stretch that ends on `last`; `all` begins at the first reading. */
export function windowOf(span: Span, last: LocalDay, oldest: LocalDay): DayWindow {
  if (span === 'all') return { first: oldest, last }
  return { first: addDays(last, 1 - daysOf[span]), last }
}

/** The last day after one step back or on; never after `newest`, never so early that nothing would be left. */
export function stepWindow(
  span: Exclude<Span, 'all'>,
  last: LocalDay,
  direction: -1 | 1,
  limits: { readonly oldest: LocalDay; readonly newest: LocalDay },
): LocalDay {
  const next = addDays(last, direction * daysOf[span])
  if (localDayToNumber(next) > localDayToNumber(limits.newest)) return limits.newest
  return localDayToNumber(next) < localDayToNumber(limits.oldest) ? limits.oldest : next
}

/** In ms UTC, from the first moment of the first day until the first moment after the last. */
export function millisecondsOf({ first, last }: DayWindow, zone: string) {
  return { from: startOfDay(first, zone), until: startOfDay(addDays(last, 1), zone) }
}

/** More bars than these are no bars any more on a phone. */
const dayBarsMax = 100
const weekBarsMax = 160

/** Totals are drawn for whole hours, days, weeks or months; everything else as fine as it fits. */
export function resolutionOf(span: Span, isTotal: boolean, days: number): SeriesQuery['resolution'] {
  if (!isTotal) return 'auto'
  if (span === 'day') return 'hour'
  if (days <= dayBarsMax) return 'day'
  return days <= 7 * weekBarsMax ? 'week' : 'month'
}

/** A stretch that is drawn by weeks begins on a Monday: half a week would look like a weak one. */
export function fromMonday({ first, last }: DayWindow): DayWindow {
  return { first: numberToLocalDay(firstDayOfWeek(localDayToNumber(first))), last }
}
