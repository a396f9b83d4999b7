export type {
  AlarmReason,
  Device,
  NewVault,
  PublishState,
  Recovery,
  ShareRequest,
  SyncState,
  VaultState,
} from './device.ts'
export type { DeviceProblem, ImportProblem } from './device-problem.ts'
export type { DeviceCounts, ImportState, SkippedPlace } from './import-state.ts'
export type {
  MetricOverview,
  NightView,
  SeriesQuery,
  SeriesView,
  SleepStage,
  SourceView,
  WorkoutView,
} from './views.ts'
