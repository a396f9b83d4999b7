'use client'
import type { FieldId } from '@nornos/health-model'
import { useFormats } from '@nornos/ui'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

/**
 * Fields as a person reads them: by themselves "Sleep · Mind and mood", or inside a sentence "sleep, mind and mood".
 * Titles have an "and" of their own, so a list has none.
 */
export function useFieldList(): (fields: readonly FieldId[], place?: 'alone' | 'sentence') => string {
  const { locale } = useFormats()
  const { fieldTitle } = useCatalogue()
  const list = new Intl.ListFormat(locale, { type: 'unit' })
  return (fields, place = 'alone') =>
    place === 'alone'
      ? fields.map((id) => fieldTitle(id)).join(' · ')
      : list.format(fields.map((id) => lowerFirst(fieldTitle(id))))
}

/** Inside a sentence; names that are written in capitals stay. */
function lowerFirst(title: string): string {
  const [first = '', second = ''] = title
  return second === second.toLowerCase() ? `${first.toLowerCase()}${title.slice(1)}` : title
}
