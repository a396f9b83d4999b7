/** The patient's device. One entry: `createDevice`. Read next: device.ts, create-device.ts. */
export { type DeviceClock, type DeviceTimers, noTimers, systemClock, systemTimers } from './clock.ts'
export { createDevice } from './create-device.ts'
export type { Device } from './device.ts'
export type { DeviceApi } from './device-api.ts'
export { type DeviceLocks, localLocks, webLocks } from './device-locks.ts'
export type { DeviceProblem } from './device-problem.ts'
export type { Entries, EntriesPage, EntriesQuery } from './entries/entries.ts'
export type { FileVersionView, FileView } from './files/file-views.ts'
export type { ReadProgress } from './files/filing.ts'
export type { DocumentFacts } from './files/read-document-facts.ts'
export type { UploadState } from './files/upload-state.ts'
export type {
  AudiogramView,
  CoverageView,
  EcgView,
  GlucoseView,
  PressureView,
  RecordingView,
  SourceCardView,
  WorkoutDetailView,
} from './health/health-view-shapes.ts'
export type {
  DeviceCounts,
  ImportFailureProblem,
  ImportPreview,
  ImportProblem,
  ImportState,
  KeptDocument,
  SkippedPlace,
} from './import-state.ts'
export type { Inbox, InboxItemView, InboxSenderView, InboxView, SenderRule } from './inbox/inbox.ts'
export type { InboxFault } from './inbox/inbox-entry.ts'
export type { Letter } from './inbox/letters.ts'
export type { BackupCheck } from './leaving/check-backup.ts'
export type { UnopenedClosure } from './leaving/close-unopened.ts'
export type { ClosureView } from './leaving/close-vault.ts'
export type { AgeLock } from './leaving/export/seal-with-age.ts'
export type { Restored, RestoreRequest } from './leaving/leaving.ts'
export type { LeavingNotes } from './leaving/leaving-notes.ts'
export type { LeavingProblem } from './leaving/leaving-problem.ts'
export type { OutgoingFile, OutgoingPiece, OutgoingProblem } from './leaving/outgoing.ts'
export type { Conflict, ConflictChoice, ConflictVersion } from './mutable/conflicts.ts'
export type {
  DeviceView,
  Keys,
  KeysView,
  KitCheck,
  MadeContactPage,
  NewOpener,
  OpenerView,
  ResealState,
  ShownCode,
} from './openers/keys.ts'
export type { TypedKitWord } from './openers/kit-words.ts'
export type { PublishState } from './publish/publish-state.ts'
export type { ProposedDocument, ProposedLine } from './records/proposed-documents.ts'
export type { RecordRow, RecordsPage, RecordsQuery } from './records/read-records.ts'
export type { ShareRequest } from './share/share-request.ts'
export {
  type DeviceStorage,
  type Durability,
  type StorageChange,
  StorageFullError,
  type StoredValue,
  type TableName,
  tableNames,
} from './storage/device-storage.ts'
export { createIndexedDbStorage } from './storage/indexed-db-storage.ts'
export { createMemoryStorage, type MemoryStorageOptions } from './storage/memory-storage.ts'
export { createMemoryHeads, type HeadMemory, type KnownHead } from './sync/known-heads.ts'
export type { SyncEvent } from './sync/sync-history.ts'
export type { AlarmReason, AlarmWitness, SyncState } from './sync/sync-state.ts'
export type { SyncReport } from './sync/syncing.ts'
export type { GivenOpener, GivenPasskey, WithOpener } from './vault/given-opener.ts'
export type { RecoveryView } from './vault/recovering.ts'
export { type DeviceOptions, LockedError } from './vault/vault-holder.ts'
export type { NewVault, OwnRecovery, Recovery, VaultState } from './vault/vault-state.ts'
export type {
  MetricOverview,
  NightView,
  SeriesQuery,
  SeriesView,
  SleepStage,
  SourceView,
  WorkoutView,
} from './views.ts'
export {
  type BrowserDeviceSettings,
  openBrowserDevice,
  type PageSession,
  type RequestCredentials,
} from './worker/browser-device.ts'
