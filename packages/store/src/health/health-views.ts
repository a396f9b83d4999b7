/** What the pages of Health ask beyond a series: sources, coverage, and the views that one kind of reading has. */
import type { LocalDay, RecordId, SourceId } from '@nornos/health-model'
import { err, ok, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import { writeLock } from '../sync/sync-runner.ts'
import type { VaultHolder } from '../vault/vault-holder.ts'
import type {
  AudiogramView,
  CoverageView,
  EcgView,
  GlucoseView,
  PressureView,
  RecordingView,
  SourceCardView,
  WorkoutDetailView,
} from './health-view-shapes.ts'
import { readAudiograms } from './read-audiograms.ts'
import { readCoverage } from './read-coverage.ts'
import { readEcg, readRecordings } from './read-ecg.ts'
import { readGlucose } from './read-glucose.ts'
import { readPressures } from './read-pressures.ts'
import { readSources } from './read-sources.ts'
import { readWorkoutDetail } from './read-workout-detail.ts'
import { changeSourceOrder, countBySourceOrder } from './source-order.ts'

/** A locked device throws LockedError. Days are both included. */
export interface HealthViews {
  /** Every source of readings, the one that is believed first before the others. */
  sources(): Promise<readonly SourceCardView[]>
  /** Believes sources in this order, the best one first; answers when the days that it changes are counted anew. */
  orderSources(order: readonly SourceId[]): Promise<Result<undefined, DeviceProblem>>
  /** Which days have what. */
  coverage(from: LocalDay, to: LocalDay): Promise<readonly CoverageView[]>
  /** Of the sensor with the most readings in the window; null without one. */
  glucose(from: LocalDay, to: LocalDay): Promise<GlucoseView | null>
  /** Pairs, the newest first. */
  pressures(from: LocalDay, to: LocalDay): Promise<readonly PressureView[]>
  /** ECG recordings, the newest first. */
  recordings(): Promise<readonly RecordingView[]>
  ecg(recordId: RecordId): Promise<EcgView | null>
  /** Hearing tests, the newest first. */
  audiograms(): Promise<readonly AudiogramView[]>
  /** Route and heart rate of the workout between two moments, milliseconds since 1970. */
  workoutDetail(start: number, end: number): Promise<WorkoutDetailView>
}

export function createHealthViews({ current, opened }: VaultHolder): HealthViews {
  return {
    sources: async () => readSources(opened().device),
    async orderSources(order) {
      const device = current()?.device
      if (device === undefined) return err({ type: 'VaultLocked' })
      await changeSourceOrder(device, order)
      await device.locks.request(writeLock(device), () => countBySourceOrder(device))
      return ok(undefined)
    },
    coverage: async (from, to) => readCoverage(opened().device, from, to),
    glucose: async (from, to) => readGlucose(opened().device, from, to),
    pressures: async (from, to) => readPressures(opened().device, from, to),
    recordings: async () => readRecordings(opened().device),
    ecg: async (recordId) => readEcg(opened().device, recordId),
    audiograms: async () => readAudiograms(opened().device),
    workoutDetail: async (start, end) => readWorkoutDetail(opened().device, start, end),
  }
}
