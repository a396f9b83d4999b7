'use client'
import { Card, DataTable, EmptyState, Page, Skeleton, TextLink, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Ear } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { newestOf } from '#src/data/newest-of.ts'
import { audiogramsQuery } from '#src/data/readings.ts'
import { paths } from '#src/paths.ts'
import { DataTo } from '#src/shell/DataTo.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'

/** Hearing tests as they are: a small table of thresholds says more than a curve. */
export function HearingScreen() {
  const t = useTranslations('hearing')
  const formats = useFormats()
  const tests = useQuery(audiogramsQuery)
  const level = (value: number | null) => (value === null ? '–' : formats.number(value))
  return (
    <Page
      title={t('title')}
      over={<TextLink href={paths.health()}>{t('back')}</TextLink>}
      lead={<DataTo at={newestOf((tests.data ?? []).map(({ at }) => ({ to: at })))} />}
    >
      {tests.isPending ? <Skeleton label={t('loading')} lines={6} /> : null}
      {tests.isError ? <DeviceFailure onRetry={() => void tests.refetch()} /> : null}
      {tests.data?.length === 0 ? <EmptyState title={t('empty')} icon={<Ear />} /> : null}
      {tests.data?.map(({ at, recordId, tones }) => (
        <Card key={recordId} title={formats.dateTime(at)}>
          <DataTable
            caption={t('caption', { at: formats.dateTime(at) })}
            isCaptionHidden
            columns={[
              {
                key: 'hertz',
                head: t('tone'),
                cell: ({ hertz }) => t('hertz', { value: formats.number(hertz) }),
              },
              { key: 'left', head: t('left'), align: 'right', cell: ({ left }) => level(left) },
              { key: 'right', head: t('right'), align: 'right', cell: ({ right }) => level(right) },
            ]}
            rows={tones}
            rowKey={({ hertz }) => String(hertz)}
          />
        </Card>
      ))}
    </Page>
  )
}
