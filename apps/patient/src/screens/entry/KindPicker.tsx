'use client'
import {
  Activity,
  Droplet,
  HeartPulse,
  NotebookPen,
  Pill,
  Scale,
  Smile,
  Stethoscope,
  Thermometer,
  Utensils,
  Waves,
  Wind,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { type DraftKind, draftKinds } from '#src/screens/entry/entry-draft.ts'

const icons: Readonly<Record<DraftKind, ReactNode>> = {
  blood_pressure: <Activity />,
  weight: <Scale />,
  glucose_fingerstick: <Droplet />,
  body_temperature: <Thermometer />,
  heart_rate: <HeartPulse />,
  spo2: <Wind />,
  symptom: <Stethoscope />,
  mood: <Smile />,
  medication_taken: <Pill />,
  intake: <Utensils />,
  period: <Waves />,
  note: <NotebookPen />,
}

export interface KindPickerProps {
  readonly selected: DraftKind | null
  readonly onSelect: (kind: DraftKind) => void
}

/** Big targets, each with its word. */
export function KindPicker({ selected, onSelect }: KindPickerProps) {
  const t = useTranslations('entry')
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-label font-semibold">{t('what')}</legend>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-4">
        {draftKinds.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={kind === selected}
            onClick={() => onSelect(kind)}
            className="flex min-h-16 cursor-pointer items-center gap-3 rounded-card border border-line-strong bg-surface px-3 py-2 text-left font-semibold leading-tight hover:border-fg aria-pressed:border-accent aria-pressed:bg-accent-soft"
          >
            <span aria-hidden="true" className="shrink-0 text-accent [&>svg]:size-6">
              {icons[kind]}
            </span>
            {t(`kind.${kind}`)}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
