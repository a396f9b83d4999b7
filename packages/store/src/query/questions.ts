/** What screens ask about the person's data. */
import type { Snapshot } from '@nornos/engine'
import type { LocalDay, MetricId } from '@nornos/health-model'
import type { VaultHolder } from '../vault/vault-holder.ts'
import type { MetricOverview, NightView, SeriesQuery, SeriesView, WorkoutView } from '../views.ts'
import { readNights } from './read-nights.ts'
import { readOverview } from './read-overview.ts'
import { readSeries } from './read-series.ts'
import { readSnapshot } from './read-snapshot.ts'
import { readWorkouts } from './read-workouts.ts'

/** A locked device throws LockedError. */
export interface Questions {
  /** Every metric that has data, by field. */
  overview(): Promise<readonly MetricOverview[]>
  series(query: SeriesQuery): Promise<SeriesView>
  nights(from: LocalDay, to: LocalDay): Promise<readonly NightView[]>
  workouts(from: LocalDay, to: LocalDay): Promise<readonly WorkoutView[]>
  /** The engine's snapshot of all data, for agents that run here. */
  snapshot(asOf: LocalDay, metrics: readonly MetricId[], days: number): Promise<Snapshot>
}

export function createQuestions({ opened }: VaultHolder): Questions {
  return {
    overview: async () => readOverview(opened().device),
    series: async (query) => readSeries(opened().device, query),
    nights: async (from, to) => readNights(opened().device, from, to),
    workouts: async (from, to) => readWorkouts(opened().device, from, to),
    snapshot: async (asOf, metrics, days) => readSnapshot(opened().device, asOf, metrics, days),
  }
}
