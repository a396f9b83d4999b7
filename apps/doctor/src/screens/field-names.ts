'use client'
import { type FieldId, fieldIds } from '@nornos/health-model'
import { useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'

/** Field names as one phrase, in the order of the catalogue: "Daily movement, heart-rate variability and sleep". */
export function useFieldList(): (fields: readonly FieldId[]) => string {
  const t = useTranslations('fields')
  const { locale } = useFormats()
  return (fields) => {
    const names = fieldIds.filter((id) => fields.includes(id)).map((id) => t(id))
    return new Intl.ListFormat(locale, { type: 'unit' }).format(names)
  }
}
