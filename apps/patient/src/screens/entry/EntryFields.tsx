'use client'
import { RadioGroup, SegmentedControl, TextArea, TextField } from '@nornos/ui'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import {
  amountUnits,
  type DraftField,
  type DraftKind,
  type DraftProblem,
  type EntryDraft,
  flowWords,
  moodValues,
} from '#src/screens/entry/entry-draft.ts'
import { SymptomField } from '#src/screens/entry/SymptomField.tsx'
import { readUnit, unitChoices, writeUnit } from '#src/screens/entry/unit-choices.ts'
import { moodWord } from '#src/screens/entry/use-entry-text.ts'
import { useRegion } from '#src/shell/use-region.ts'

export interface EntryFieldsProps {
  readonly kind: DraftKind
  readonly draft: EntryDraft
  readonly problem: DraftProblem | null
  readonly onChange: (draft: EntryDraft) => void
}

interface Part extends EntryFieldsProps {
  readonly set: (field: DraftField, text: string) => void
  readonly errorOf: (field: DraftField) => string | undefined
}

/** The fields of one kind. */
export function EntryFields(props: EntryFieldsProps) {
  const { draft, kind, onChange, problem } = props
  const t = useTranslations('entry')
  const set = (field: DraftField, text: string) => onChange({ ...draft, [field]: text })
  const errorOf = (field: DraftField) =>
    problem?.field === field ? t(`problem.${problem.reason}`) : undefined
  const part: Part = { ...props, set, errorOf }
  switch (kind) {
    case 'blood_pressure':
      return <PressureFields {...part} />
    case 'weight':
    case 'glucose_fingerstick':
    case 'body_temperature':
    case 'heart_rate':
    case 'spo2':
      return <MeasureFields {...part} metric={kind} />
    case 'symptom':
      return <SymptomFields {...part} />
    case 'mood':
      return <MoodFields {...part} />
    case 'medication_taken':
      return <MedicineFields {...part} />
    case 'intake':
      return <IntakeFields {...part} />
    case 'period':
      return (
        <RadioGroup
          label={labelled(t('field.flow'), errorOf('flow'))}
          value={draft.flow === '' ? null : draft.flow}
          options={flowWords.map((word) => ({ value: word, label: t(`flow.${word}`) }))}
          onChange={(flow) => set('flow', flow)}
        />
      )
    case 'note':
      return (
        <TextArea
          label={t('field.note')}
          hint={t('noteHint')}
          value={draft.remark}
          error={errorOf('remark')}
          onChange={(text) => set('remark', text)}
        />
      )
  }
}

function labelled(label: string, error: string | undefined): string {
  return error === undefined ? label : `${label}. ${error}`
}

function PressureFields({ draft, errorOf, set }: Part) {
  const t = useTranslations('entry')
  const fields = [
    ['systolic', t('units.mercury')],
    ['diastolic', t('units.mercury')],
    ['pulse', t('units.beats')],
  ] as const
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      {fields.map(([field, unit]) => (
        <TextField
          key={field}
          label={t('inUnit', { field: t(`field.${field}`), unit })}
          value={draft[field]}
          error={errorOf(field)}
          inputMode="decimal"
          lengthMax={10}
          onChange={(text) => set(field, text)}
        />
      ))}
    </div>
  )
}

type MeasurePart = Part & { readonly metric: keyof typeof unitChoices }

function MeasureFields({ draft, errorOf, metric, onChange, set }: MeasurePart) {
  const t = useTranslations('entry')
  const { locale } = useRegion()
  const choices = unitChoices[metric]
  useEffect(() => {
    if (draft.unit === '') onChange({ ...draft, unit: readUnit(metric, locale) })
  }, [draft, locale, metric, onChange])
  const unit = choices.find((choice) => choice.unit === draft.unit) ?? choices[0]
  if (unit === undefined) return null
  return (
    <div className="flex flex-wrap items-end gap-4">
      <div className="min-w-48 flex-1">
        <TextField
          label={t('inUnit', { field: t('field.value'), unit: unit.label })}
          value={draft.value}
          error={errorOf('value')}
          inputMode="decimal"
          lengthMax={12}
          onChange={(text) => set('value', text)}
        />
      </div>
      {choices.length > 1 ? (
        <SegmentedControl
          label={t('field.unit')}
          items={choices.map((choice) => ({ key: choice.unit, label: choice.label }))}
          selected={unit.unit}
          onSelect={(chosen) => {
            writeUnit(metric, chosen)
            set('unit', chosen)
          }}
        />
      ) : null}
    </div>
  )
}

function SymptomFields({ draft, errorOf, set }: Part) {
  const t = useTranslations('entry')
  return (
    <>
      <SymptomField value={draft.name} error={errorOf('name')} onChange={(name) => set('name', name)} />
      <RadioGroup
        label={labelled(t('field.severity'), errorOf('severity'))}
        value={draft.severity === '' ? null : draft.severity}
        options={(['mild', 'moderate', 'severe'] as const).map((value) => ({
          value,
          label: t(`severity.${value}`),
        }))}
        onChange={(severity) => set('severity', severity)}
      />
      <TextArea
        label={t('field.remark')}
        value={draft.remark}
        rows={2}
        onChange={(text) => set('remark', text)}
      />
    </>
  )
}

function MoodFields({ draft, errorOf, set }: Part) {
  const t = useTranslations('entry')
  return (
    <>
      <RadioGroup
        label={labelled(t('field.mood'), errorOf('mood'))}
        value={draft.mood === '' ? null : draft.mood}
        options={moodValues.map((value) => ({ value, label: t(`mood.${moodWord(Number(value))}`) }))}
        onChange={(mood) => set('mood', mood)}
      />
      <TextArea
        label={t('field.remark')}
        value={draft.remark}
        rows={2}
        onChange={(text) => set('remark', text)}
      />
    </>
  )
}

function MedicineFields({ draft, errorOf, set }: Part) {
  const t = useTranslations('entry')
  return (
    <>
      <TextField
        label={t('field.medicine')}
        value={draft.name}
        error={errorOf('name')}
        lengthMax={200}
        onChange={(text) => set('name', text)}
      />
      <TextField
        label={t('field.dose')}
        value={draft.dose}
        lengthMax={200}
        onChange={(text) => set('dose', text)}
      />
    </>
  )
}

const amountFields = [
  'water',
  'caffeine',
  'alcohol_drinks',
  'carbohydrate',
  'protein',
  'dietary_energy',
] as const

function IntakeFields({ draft, errorOf, set }: Part) {
  const t = useTranslations('entry')
  return (
    <>
      <TextField
        label={t('field.name')}
        hint={t('amountsHint')}
        value={draft.name}
        error={errorOf('name')}
        lengthMax={200}
        onChange={(text) => set('name', text)}
      />
      <div className="grid grid-cols-2 items-end gap-4 sm:grid-cols-3">
        {amountFields.map((field) => (
          <TextField
            key={field}
            label={
              field === 'alcohol_drinks'
                ? t(`field.${field}`)
                : t('inUnit', { field: t(`field.${field}`), unit: amountUnits[field] })
            }
            value={draft[field]}
            error={errorOf(field)}
            inputMode="decimal"
            lengthMax={10}
            onChange={(text) => set(field, text)}
          />
        ))}
      </div>
    </>
  )
}
