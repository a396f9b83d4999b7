'use client'
import type { FieldId } from '@nornos/health-model'
import { useFormats } from '@nornos/ui'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

/** "Sleep, heart-rate variability and daily movement" */
export function useFieldList(): (fields: readonly FieldId[]) => string {
  const { locale } = useFormats()
  const { fieldTitle } = useCatalogue()
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  return (fields) => {
    const titles = fields.map((id, at) => (at === 0 ? fieldTitle(id) : lowerFirst(fieldTitle(id))))
    return list.format(titles)
  }
}

/** Inside a sentence; names that are written in capitals stay. */
function lowerFirst(title: string): string {
  const [first = '', second = ''] = title
  return second === second.toLowerCase() ? `${first.toLowerCase()}${title.slice(1)}` : title
}
