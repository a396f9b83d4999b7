'use client'
import { codeWord, type Entry, questionnaire } from '@nornos/health-model'
import { useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { unitChoices } from '#src/screens/entry/unit-choices.ts'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

/** What an entry says, in one short line. */
export function useEntryText(): (entry: Entry) => string {
  const t = useTranslations('entry')
  const formats = useFormats()
  const catalogue = useCatalogue()
  const number = (value: number) => formats.number(value, Number.isInteger(value) ? 0 : 1)
  return ({ content, zone }) => {
    switch (content.kind) {
      case 'blood_pressure': {
        const { diastolic, pulse, systolic } = content
        const values = { systolic: number(systolic), diastolic: number(diastolic) }
        const what =
          pulse === null ? t('pressure', values) : t('pressurePulse', { ...values, pulse: number(pulse) })
        return t('of', { kind: t('kind.blood_pressure'), what })
      }
      case 'measure': {
        const { metric, unit, value } = content
        const label = unitChoices[metric].find((choice) => choice.unit === unit)?.label ?? unit
        return t('measured', { metric: t(`kind.${metric}`), value: number(value), unit: label })
      }
      case 'symptom':
        return t('symptomOf', { name: content.name, severity: t(`severity.${content.severity}`) })
      case 'mood':
        return t('of', { kind: t('kind.mood'), what: t(`mood.${moodWord(content.value)}`) })
      case 'medication_taken':
        return t('of', { kind: t('kind.medication_taken'), what: `${content.name} ${content.dose}`.trim() })
      case 'intake': {
        const amounts = content.amounts.map(({ metric, value }) =>
          t('amount', { metric: t(`field.${metric}`), value: number(value), unit: catalogue.unit(metric) }),
        )
        return t('of', {
          kind: t('kind.intake'),
          what: [content.name, ...amounts].filter((part) => part !== '').join(', '),
        })
      }
      case 'period': {
        const word = codeWord('menstrual_flow', content.flow) ?? 'unspecified'
        return t('of', { kind: t('kind.period'), what: t(`flow.${word}`) })
      }
      case 'note':
        return t('of', { kind: t('kind.note'), what: content.text })
      case 'questionnaire':
        return t('questionnaireOf', { name: questionnaire(content.questionnaire).name })
      case 'record':
        return catalogue.metricTitle(content.metric)
      case 'confirmed':
        return t('confirmedOf', { what: catalogue.metricTitle(content.metric) })
      case 'rejected':
        return t('rejectedOf', { what: content.document.fileName })
      case 'stay':
        return t('stayOf', { zone })
    }
  }
}

const moodWords = ['m3', 'm2', 'm1', 'zero', 'p1', 'p2', 'p3'] as const

/** The nearest of the seven words. */
export function moodWord(value: number): (typeof moodWords)[number] {
  const at = Math.round((Math.max(-1, Math.min(1, value)) + 1) * 3)
  return moodWords[at] ?? 'zero'
}
