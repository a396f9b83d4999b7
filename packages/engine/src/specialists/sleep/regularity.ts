/**
 * Sleep Regularity Index (Phillips 2017): how often the person is in the same state, asleep or awake, 24 hours
 * apart. 100 is every day alike, 0 is chance. Clock time, noon to noon, in steps of five minutes.
 */
import { localDayToNumber } from '@nornos/health-model'
import type { SnapshotNight } from '../../snapshot/snapshot.ts'
import type { Point } from '../../statistics/series.ts'

const noonMinutes = 720
const stepMinutes = 5

/** The index of each night with the night before it, where both are known. Their mean is the index of a period. */
export function regularityPoints(nights: readonly SnapshotNight[]): Point[] {
  const byDay = new Map(nights.map((night) => [localDayToNumber(night.day), night]))
  return [...byDay].flatMap(([day, night]) => {
    const before = byDay.get(day - 1)
    return before === undefined ? [] : [{ day, value: indexOf(before, night) }]
  })
}

function indexOf(before: SnapshotNight, night: SnapshotNight): number {
  let alike = 0
  for (let minute = -noonMinutes; minute < noonMinutes; minute += stepMinutes) {
    if (isAsleep(before, minute) === isAsleep(night, minute)) alike++
  }
  return -100 + (200 * alike * stepMinutes) / (2 * noonMinutes)
}

function isAsleep(night: SnapshotNight, minute: number): boolean {
  return night.stretches.some(([from, to]) => from <= minute && minute < to)
}
