/** Stretches of whole local days, as numbers since 1970-01-01. */
import { DAY_MILLISECONDS, startOfLocalDay } from '@nornos/health-model'

export interface DayWindow {
  readonly first: number
  /** Included. */
  readonly last: number
}

export const spans = ['7', '30', '90', '365'] as const
/** The length of the window in days, as the control that chooses it holds it. */
export type Span = (typeof spans)[number]

export function windowUpTo(last: number, span: Span): DayWindow {
  return { first: last - Number(span) + 1, last }
}

/** The window of the same length that ends the day before: what a figure is compared with. */
export function windowBefore({ first, last }: DayWindow): DayWindow {
  return { first: first - (last - first + 1), last: first - 1 }
}

export function isInside(day: number, { first, last }: DayWindow): boolean {
  return day >= first && day <= last
}

export function lengthOf({ first, last }: DayWindow): number {
  return last - first + 1
}

/** The noon of a local day: a change of clocks moves it to no other day. */
export function noonOf(day: number, zone: string): number {
  return (startOfLocalDay(day, zone) ?? day * DAY_MILLISECONDS) + DAY_MILLISECONDS / 2
}

/** From the first moment of the window to its last, in milliseconds since 1970. */
export function instantsOf(
  { first, last }: DayWindow,
  zone: string,
): { readonly from: number; readonly until: number } {
  const startOf = (day: number) => startOfLocalDay(day, zone) ?? day * DAY_MILLISECONDS
  return { from: startOf(first), until: startOf(last + 1) }
}
