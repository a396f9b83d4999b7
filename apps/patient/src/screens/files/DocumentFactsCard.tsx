'use client'
import type { FileVersionView } from '@nornos/store'
import { Card, DefinitionList, type Formats, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { documentFactsQuery } from '#src/data/files.ts'

/** What the page says in other places already. */
const saidElsewhere = new Set(['bytes', 'proposed results'])

/** What the document says about itself: an image its modality, a genome its build and how much is in it. */
export function DocumentFactsCard({ file }: { readonly file: FileVersionView }) {
  const t = useTranslations('files')
  const formats = useFormats()
  const { data: facts } = useQuery(documentFactsQuery(file.sha256))
  if (!facts) return null
  const { date, details, title } = facts
  const items = [
    ...(title === '' || title === file.name ? [] : [{ term: t('documentTitle'), description: title }]),
    ...(date === null ? [] : [{ term: t('documentDate'), description: formats.date(date) }]),
    ...Object.entries(details)
      .filter(([name, value]) => !saidElsewhere.has(name) && value !== '')
      .map(([name, value]) => ({ term: capitalised(name), description: textOf(formats, value) })),
  ]
  if (items.length === 0) return null
  return (
    <Card title={t('documentSays')}>
      <DefinitionList items={items} />
    </Card>
  )
}

function capitalised(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1)
}

/** Counts in the way of the reader; years, codes and dates as they stand. */
function textOf(formats: Formats, value: string): string {
  return /^\d{5,15}$/.test(value) ? formats.number(Number(value)) : value
}
