/**
 * Simulated people for tests: days that resemble their neighbours, a week that has a weekend, days that are missing,
 * and events with a known truth. Seeded, so every run is the same.
 */
import { type LocalDay, type MetricId, numberToLocalDay } from '@nornos/health-model'
import type { DayValue, Snapshot, SnapshotNight } from '../src/snapshot/snapshot.ts'
import { type Draw, seededDraw } from '../src/statistics/seeded.ts'

/** A standard normal value (Box-Muller). */
export function gaussian(draw: Draw): number {
  const uniform = (draw(1 << 30) + 1) / 2 ** 30
  return Math.sqrt(-2 * Math.log(uniform)) * Math.cos((2 * Math.PI * draw(1 << 30)) / 2 ** 30)
}

/** `days` values of mean 0 and spread 1 whose neighbours correlate by `r`. */
export function autoregressive(days: number, r: number, draw: Draw): number[] {
  const values: number[] = []
  let last = gaussian(draw)
  for (let day = 0; day < days; day++) {
    values.push(last)
    last = r * last + Math.sqrt(1 - r * r) * gaussian(draw)
  }
  return values
}

/** 2026-03-31, a Tuesday. */
export const today = 20543
export const asOf: LocalDay = numberToLocalDay(today)

interface Level {
  readonly metric: MetricId
  readonly mean: number
  readonly spread: number
  readonly decimals: number
}

const levels: readonly Level[] = [
  { metric: 'heart_rate_resting', mean: 60, spread: 2, decimals: 1 },
  { metric: 'hrv_rmssd', mean: 45, spread: 7, decimals: 1 },
  { metric: 'hrv_sdnn', mean: 55, spread: 9, decimals: 1 },
  { metric: 'respiratory_rate', mean: 14.5, spread: 0.5, decimals: 1 },
  { metric: 'skin_temperature', mean: 34.5, spread: 0.2, decimals: 2 },
  { metric: 'spo2', mean: 96.5, spread: 0.7, decimals: 1 },
  { metric: 'body_temperature', mean: 36.7, spread: 0.15, decimals: 1 },
  { metric: 'steps', mean: 7600, spread: 1500, decimals: 0 },
  { metric: 'active_minutes', mean: 28, spread: 8, decimals: 0 },
]

export interface Person {
  readonly seed: string
  readonly days?: number
  /** Share of days without a value. */
  readonly missing?: number
}

/** A snapshot of a person to whom nothing happens. */
export function simulatedSnapshot({ seed, days = 70, missing = 0 }: Person): Snapshot {
  const draw = seededDraw(seed)
  const kept = () => draw(1000) >= missing * 1000
  const metrics: Partial<Record<MetricId, DayValue[]>> = {}
  for (const { metric, mean, spread, decimals } of levels) {
    const values = autoregressive(days, 0.3, draw).map((value) => mean + spread * value)
    metrics[metric] = values.flatMap((value, index) =>
      kept() ? [dayValue(today - days + 1 + index, Number(value.toFixed(decimals)))] : [],
    )
  }
  const nights = autoregressive(days, 0.3, draw).flatMap((value, index) =>
    kept()
      ? [night(today - days + 1 + index, Math.round(440 + 30 * value), -30 + Math.round(20 * gaussian(draw)))]
      : [],
  )
  return { version: 1, asOf, zone: 'Europe/Oslo', metrics, nights }
}

export function dayValue(day: number, value: number, count = 4): DayValue {
  return { day: numberToLocalDay(day), value, low: value, high: value, count }
}

export function night(day: number, asleep: number, onset: number): SnapshotNight {
  const wake = onset + asleep + 20
  const middle = onset + Math.floor(asleep / 2)
  return {
    day: numberToLocalDay(day),
    asleep,
    inBed: asleep + 40,
    onset,
    wake,
    stretches: [
      [onset, middle],
      [middle + 20, wake],
    ],
  }
}

/** The snapshot with some days of one metric changed; days count back from today. */
export function changed(
  snapshot: Snapshot,
  metric: MetricId,
  change: (value: number, daysAgo: number) => number,
): Snapshot {
  const days = (snapshot.metrics[metric] ?? []).map((entry) => {
    const daysAgo = today - Date.parse(`${entry.day}T00:00:00Z`) / 86_400_000
    const value = change(entry.value, daysAgo)
    return { ...entry, value, low: Math.min(entry.low, value), high: Math.max(value, entry.high) }
  })
  return { ...snapshot, metrics: { ...snapshot.metrics, [metric]: days } }
}

/** The snapshot with the last nights replaced by ones of so many minutes. */
export function withNights(snapshot: Snapshot, asleep: readonly number[]): Snapshot {
  const kept = (snapshot.nights ?? []).slice(0, -asleep.length)
  const first = today - asleep.length + 1
  return {
    ...snapshot,
    nights: [...kept, ...asleep.map((minutes, index) => night(first + index, minutes, -30))],
  }
}
