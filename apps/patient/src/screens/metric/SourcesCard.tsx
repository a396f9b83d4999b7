'use client'
import type { MetricOverview } from '@nornos/store'
import { Card, DataTable, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

/** Which devices and apps measured it, how much and until when. */
export function SourcesCard({ row }: { readonly row: MetricOverview }) {
  const t = useTranslations('metricPage')
  const formats = useFormats()
  const catalogue = useCatalogue()
  return (
    <Card title={t('sources')}>
      <DataTable
        caption={t('sourcesOf', { metric: catalogue.metricTitle(row.metric) })}
        isCaptionHidden
        columns={[
          { key: 'name', head: t('source'), cell: (source) => source.name },
          {
            key: 'samples',
            head: t('readings'),
            align: 'right',
            cell: (source) => formats.number(source.samples),
          },
          {
            key: 'to',
            head: t('lastReading'),
            align: 'right',
            cell: (source) => formats.dateTime(source.to),
          },
        ]}
        rows={row.sources}
        rowKey={(source) => source.sourceId}
      />
    </Card>
  )
}
