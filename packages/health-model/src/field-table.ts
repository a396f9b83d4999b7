/**
 * The consentable fields: what a patient names when they share. The groups are a convenience of the consent form;
 * a signed consent always lists fields (see consent/expand-fields.ts). No schema is made here: an app's first page needs
 * the titles and not zod. Read next: fields.ts, metrics/metric-table.ts.
 */
export type Sensitivity = 'normal' | 'high' | 'very_high'

interface FieldRow {
  /** Plain words, sentence case. */
  readonly title: string
  readonly sensitivity: Sensitivity
  /** Filled by Nornos itself, not by a source of the patient. */
  readonly platform?: true
}

const rows = {
  activity: { title: 'Daily movement', sensitivity: 'normal' },
  energy: { title: 'Energy burned', sensitivity: 'normal' },
  heart_rate: { title: 'Heart rate', sensitivity: 'normal' },
  hrv: { title: 'Heart-rate variability', sensitivity: 'normal' },
  ecg: { title: 'ECG and rhythm', sensitivity: 'high' },
  blood_pressure: { title: 'Blood pressure', sensitivity: 'normal' },
  sleep: { title: 'Sleep', sensitivity: 'normal' },
  respiration_oxygen: { title: 'Breathing and oxygen', sensitivity: 'normal' },
  temperature: { title: 'Temperature', sensitivity: 'normal' },
  body: { title: 'Body measures', sensitivity: 'normal' },
  fitness: { title: 'Fitness and recovery', sensitivity: 'normal' },
  workouts: { title: 'Workouts', sensitivity: 'normal' },
  location: { title: 'Routes and location', sensitivity: 'high' },
  mobility: { title: 'Walking and mobility', sensitivity: 'normal' },
  glucose: { title: 'Glucose and diabetes', sensitivity: 'normal' },
  nutrition: { title: 'Food and drink', sensitivity: 'normal' },
  substances: { title: 'Alcohol and tobacco', sensitivity: 'high' },
  reproductive: { title: 'Cycle, pregnancy, sexual health', sensitivity: 'very_high' },
  mental_health: { title: 'Mind and mood', sensitivity: 'very_high' },
  symptoms: { title: 'Symptoms and pain', sensitivity: 'normal' },
  environment: { title: 'Hearing, light, environment', sensitivity: 'normal' },
  labs: { title: 'Laboratory results', sensitivity: 'high' },
  clinical_record: {
    title: 'Diagnoses, medicines, allergies, vaccines, procedures',
    sensitivity: 'high',
  },
  documents: { title: 'Documents and images', sensitivity: 'high' },
  genomics: { title: 'Genome', sensitivity: 'very_high' },
  profile: { title: 'Profile', sensitivity: 'normal' },
  emergency_summary: { title: 'Emergency summary', sensitivity: 'high', platform: true },
  treatment_plan: { title: 'Treatment plan', sensitivity: 'high', platform: true },
} as const satisfies Record<string, FieldRow>

export type FieldId = keyof typeof rows

export interface Field extends FieldRow {
  readonly id: FieldId
}

function keysOf<Table extends object>(table: Table): readonly (keyof Table & string)[] {
  return Object.keys(table) as (keyof Table & string)[]
}

/** Every field, in the order in which the apps list them. */
export const fieldIds: readonly FieldId[] = keysOf(rows)

/** The row of a field. */
export function field(id: FieldId): Field {
  return { id, ...rows[id] }
}

export function isFieldId(text: string): text is FieldId {
  return Object.hasOwn(rows, text)
}

const groupRows = {
  vitals: {
    title: 'Vital signs',
    fields: ['heart_rate', 'hrv', 'blood_pressure', 'respiration_oxygen', 'temperature'],
  },
  movement: { title: 'Movement', fields: ['activity', 'energy', 'workouts', 'mobility', 'fitness'] },
  clinical: { title: 'Clinical record', fields: ['labs', 'clinical_record', 'profile'] },
} as const satisfies Record<string, { title: string; fields: readonly FieldId[] }>

export type FieldGroupId = keyof typeof groupRows

export interface FieldGroup {
  readonly id: FieldGroupId
  readonly title: string
  readonly fields: readonly FieldId[]
}

export const fieldGroupIds: readonly FieldGroupId[] = keysOf(groupRows)

/** The row of a group. No group holds a field of very high sensitivity. */
export function fieldGroup(id: FieldGroupId): FieldGroup {
  return { id, ...groupRows[id] }
}

export function isFieldGroupId(text: string): text is FieldGroupId {
  return Object.hasOwn(groupRows, text)
}
