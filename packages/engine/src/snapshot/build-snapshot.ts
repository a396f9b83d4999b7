/**
 * Builds the snapshot, from the device's own store or from what was read through a consent. Both give the same day
 * roll-ups and sleep samples for the same shared data, in any order and any number of times, and get the same
 * snapshot. Read next: day-values.ts, nights.ts.
 */
import {
  type CanonicalSample,
  type LocalDay,
  type RollUpItem,
  rowsOfItem,
  ZoneName,
  zoneFinder,
} from '@nornos/health-model'
import { type DaySeries, dayValuesOf } from './day-values.ts'
import { nightsOf } from './nights.ts'
import type { Snapshot } from './snapshot.ts'

export interface SnapshotParts {
  /** The person's calendar day; what lies after it is left out. */
  readonly asOf: LocalDay
  /**
   * The IANA zone shown with every window, and the zone of sleep samples that state none. Never taken from the
   * measurements, or a field would leave a trace where it is not shared.
   */
  readonly zone: string
  /** Rows of `dailyStatusNeeds.dayMetrics`; other metrics are allowed and cost nothing but space. */
  readonly days: readonly DaySeries[]
  /** Samples of `sleep_hypnogram` from `dailyStatusNeeds.sampleDays` days back; more is cut away. */
  readonly sleep: Iterable<CanonicalSample>
}

/** The snapshot of a person. In a zone that this platform does not know, sleep that states no zone is left out. */
export function snapshotOf({ asOf, zone, days, sleep }: SnapshotParts): Snapshot {
  const findZone = zoneFinder([{ from: null, zone: ZoneName.parse(zone) }])
  const nights = nightsOf(sleep, asOf, findZone)
  return {
    version: 1,
    asOf,
    zone,
    metrics: dayValuesOf(days, asOf),
    ...(nights.length > 0 && { nights }),
  }
}

/** The series of a published roll-up item; null for hours and months. */
export function daySeriesOfItem(item: RollUpItem): DaySeries | null {
  return item.span === 'day' ? { metric: item.metric, source: item.source, rows: rowsOfItem(item) } : null
}
