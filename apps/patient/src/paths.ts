/**
 * Every address of the app. A path names a screen, never a person or a record: ids stand in the fragment, which no
 * server sees. Read them with `useHashParams`.
 */
import type { FieldId, MetricId } from '@nornos/health-model'

export const paths = {
  welcome: () => '/',
  vaultCreate: () => '/create',
  vaultOpen: () => '/open',
  signedIn: () => '/signed-in',
  today: () => '/today',
  health: () => '/health',
  metric: (metric: MetricId) => `/health/metric#m=${metric}`,
  nights: () => '/health/nights',
  workouts: () => '/health/workouts',
  workout: (start: number, end: number) => `/health/workout#w=${start}.${end}`,
  sources: () => '/health/sources',
  glucose: () => '/health/glucose',
  pressure: () => '/health/blood-pressure',
  ecg: () => '/health/ecg',
  hearing: () => '/health/hearing',
  compare: (metric?: MetricId) => (metric === undefined ? '/health/compare' : `/health/compare#m=${metric}`),
  connected: () => '/connected',
  import: () => '/import',
  add: (kind?: string) => (kind === undefined ? '/add' : `/add#k=${kind}`),
  entry: (entryId: string) => `/add#e=${entryId}`,
  questionnaires: () => '/questionnaires',
  questionnaire: (id: string) => `/questionnaires#q=${id}`,
  sharing: () => '/sharing',
  share: (fields: readonly FieldId[] = []) =>
    fields.length === 0 ? '/sharing/new' : `/sharing/new#f=${fields.join('.')}`,
  trail: () => '/sharing/activity',
  plan: () => '/plan',
  records: () => '/records',
  record: (metric: MetricId, recordId: string) => `/records/record#m=${metric}&r=${recordId}`,
  recordAdd: () => '/records/new',
  labs: (analyte?: string) =>
    analyte === undefined ? '/records/labs' : `/records/labs#a=${encodeURIComponent(analyte)}`,
  files: () => '/records/files',
  file: (fileId: string) => `/records/files/view#f=${fileId}`,
  proposals: (sha256?: string) =>
    sha256 === undefined ? '/records/proposals' : `/records/proposals#d=${sha256}`,
  zones: () => '/you/zones',
  inbox: () => '/inbox',
  you: () => '/you',
  leaving: () => '/you/leaving',
  restore: () => '/restore',
  accountClose: () => '/close',
  keys: () => '/you/keys',
  sync: () => '/you/sync',
} as const
