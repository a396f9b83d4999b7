/** What stands in the form, as typed, and what it means. Pure: the screen shows, the device keeps. */
import {
  checkValue,
  codeNumber,
  convertToCanonical,
  type EntryContent,
  type MeasuredByHand,
  type MetricId,
  type TakenIn,
} from '@nornos/health-model'
import { err, ok, type Result } from '@nornos/std'

export const draftKinds = [
  'blood_pressure',
  'weight',
  'glucose_fingerstick',
  'body_temperature',
  'heart_rate',
  'spo2',
  'symptom',
  'mood',
  'medication_taken',
  'intake',
  'period',
  'note',
] as const
export type DraftKind = (typeof draftKinds)[number]

/** Every field of every kind; those of other kinds are empty. */
export const draftFields = [
  'systolic',
  'diastolic',
  'pulse',
  'value',
  'unit',
  'name',
  'severity',
  'remark',
  'mood',
  'dose',
  'flow',
  'dietary_energy',
  'carbohydrate',
  'protein',
  'water',
  'caffeine',
  'alcohol_drinks',
] as const
export type DraftField = (typeof draftFields)[number]
export type EntryDraft = Readonly<Record<DraftField, string>>

export const emptyDraft = Object.fromEntries(draftFields.map((field) => [field, ''])) as EntryDraft

export const flowWords = ['light', 'medium', 'heavy', 'unspecified', 'none'] as const
export const moodValues = ['-1', '-0.67', '-0.33', '0', '0.33', '0.67', '1'] as const

const amounts: readonly TakenIn[] = [
  'dietary_energy',
  'carbohydrate',
  'protein',
  'water',
  'caffeine',
  'alcohol_drinks',
]

export interface DraftProblem {
  readonly field: DraftField
  readonly reason: 'missing' | 'number' | 'negative'
}

/** A number as people type it, with a point or a comma; null when it is none. */
export function numberOf(text: string): number | null {
  const plain = text.trim().replace(',', '.')
  return /^[+-]?\d{1,7}(?:\.\d{1,4})?$/.test(plain) ? Number(plain) : null
}

/** What the draft means, or the first field that has to be mended. */
export function contentOf(kind: DraftKind, draft: EntryDraft): Result<EntryContent, DraftProblem> {
  switch (kind) {
    case 'blood_pressure':
      return bloodPressureOf(draft)
    case 'weight':
    case 'glucose_fingerstick':
    case 'body_temperature':
    case 'heart_rate':
    case 'spo2':
      return measureOf(kind, draft)
    case 'symptom':
      return symptomOf(draft)
    case 'mood':
      return draft.mood === ''
        ? missing('mood')
        : ok({ kind: 'mood', value: Number(draft.mood), remark: draft.remark })
    case 'medication_taken':
      return draft.name.trim() === ''
        ? missing('name')
        : ok({ kind, name: draft.name.trim(), dose: draft.dose.trim() })
    case 'intake':
      return intakeOf(draft)
    case 'period': {
      const flow = flowWords.find((word) => word === draft.flow)
      return flow === undefined ? missing('flow') : ok({ kind, flow: codeNumber('menstrual_flow', flow) })
    }
    case 'note':
      return draft.remark.trim() === '' ? missing('remark') : ok({ kind, text: draft.remark.trim() })
  }
}

function missing(field: DraftField): Result<never, DraftProblem> {
  return err({ field, reason: 'missing' })
}

function required(draft: EntryDraft, field: DraftField): Result<number, DraftProblem> {
  if (draft[field].trim() === '') return missing(field)
  const value = numberOf(draft[field])
  if (value === null) return err({ field, reason: 'number' })
  // Nothing that is measured or taken in here goes below zero, whoever insists.
  return value < 0 ? err({ field, reason: 'negative' }) : ok(value)
}

function bloodPressureOf(draft: EntryDraft): Result<EntryContent, DraftProblem> {
  const systolic = required(draft, 'systolic')
  if (!systolic.ok) return systolic
  const diastolic = required(draft, 'diastolic')
  if (!diastolic.ok) return diastolic
  const pulse = draft.pulse.trim() === '' ? ok(null) : required(draft, 'pulse')
  if (!pulse.ok) return pulse
  return ok({
    kind: 'blood_pressure',
    systolic: systolic.value,
    diastolic: diastolic.value,
    pulse: pulse.value,
  })
}

function measureOf(metric: MeasuredByHand, draft: EntryDraft): Result<EntryContent, DraftProblem> {
  const value = required(draft, 'value')
  return value.ok ? ok({ kind: 'measure', metric, value: value.value, unit: draft.unit }) : value
}

function symptomOf({ name, remark, severity }: EntryDraft): Result<EntryContent, DraftProblem> {
  if (name.trim() === '') return missing('name')
  if (severity !== 'mild' && severity !== 'moderate' && severity !== 'severe') return missing('severity')
  return ok({ kind: 'symptom', name: name.trim(), severity, remark: remark.trim() })
}

function intakeOf(draft: EntryDraft): Result<EntryContent, DraftProblem> {
  const given: { metric: TakenIn; value: number }[] = []
  for (const metric of amounts) {
    if (draft[metric].trim() === '') continue
    const value = required(draft, metric)
    if (!value.ok) return value
    given.push({ metric, value: value.value })
  }
  const name = draft.name.trim()
  return name === '' && given.length === 0 ? missing('name') : ok({ kind: 'intake', name, amounts: given })
}

export interface Doubt {
  readonly metric: MetricId
  /** In the canonical unit of the metric. */
  readonly minimum: number
  readonly maximum: number
}

/** What lies outside of what bodies have: to be asked about, never refused. */
export function doubtOf(content: EntryContent): Doubt | null {
  for (const { metric, unit, value } of numbersOf(content)) {
    const canonical = convertToCanonical(metric, value, unit)
    const checked = canonical.ok ? checkValue(metric, canonical.value) : canonical
    if (checked.ok || checked.error.type !== 'Implausible') continue
    return { metric, minimum: checked.error.minimum, maximum: checked.error.maximum }
  }
  return null
}

/** The upper value is below the lower one: most likely the two were exchanged. */
export function isExchanged(content: EntryContent): boolean {
  return content.kind === 'blood_pressure' && content.systolic <= content.diastolic
}

function numbersOf(content: EntryContent): { metric: MetricId; value: number; unit: string }[] {
  switch (content.kind) {
    case 'blood_pressure':
      return [
        { metric: 'bp_systolic', value: content.systolic, unit: 'mm[Hg]' },
        { metric: 'bp_diastolic', value: content.diastolic, unit: 'mm[Hg]' },
        ...(content.pulse === null
          ? []
          : [{ metric: 'bp_pulse' as const, value: content.pulse, unit: '/min' }]),
      ]
    case 'measure':
      return [{ metric: content.metric, value: content.value, unit: content.unit }]
    case 'intake':
      return content.amounts.map(({ metric, value }) => ({ metric, value, unit: amountUnits[metric] }))
    default:
      return []
  }
}

/** The canonical units, in which amounts are typed in. */
export const amountUnits: Readonly<Record<TakenIn, string>> = {
  dietary_energy: 'kcal',
  carbohydrate: 'g',
  protein: 'g',
  water: 'mL',
  caffeine: 'mg',
  alcohol_drinks: '{drinks}',
}

/** The form of an entry that is corrected; null for kinds that have forms of their own. */
export function draftOf(content: EntryContent): { kind: DraftKind; draft: EntryDraft } | null {
  const form = (kind: DraftKind, fields: Partial<EntryDraft>) => ({
    kind,
    draft: { ...emptyDraft, ...fields },
  })
  switch (content.kind) {
    case 'blood_pressure': {
      const { diastolic, pulse, systolic } = content
      return form('blood_pressure', {
        systolic: String(systolic),
        diastolic: String(diastolic),
        pulse: pulse === null ? '' : String(pulse),
      })
    }
    case 'measure':
      return form(content.metric, { value: String(content.value), unit: content.unit })
    case 'symptom':
      return form('symptom', { name: content.name, severity: content.severity, remark: content.remark })
    case 'mood':
      return form('mood', { mood: String(content.value), remark: content.remark })
    case 'medication_taken':
      return form('medication_taken', { name: content.name, dose: content.dose })
    case 'intake':
      return form('intake', {
        name: content.name,
        ...Object.fromEntries(content.amounts.map(({ metric, value }) => [metric, String(value)])),
      })
    case 'period':
      return form('period', {
        flow: flowWords.find((word) => codeNumber('menstrual_flow', word) === content.flow) ?? '',
      })
    case 'note':
      return form('note', { remark: content.text })
    default:
      return null
  }
}
