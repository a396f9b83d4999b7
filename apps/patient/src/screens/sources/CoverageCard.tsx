'use client'
import { Card, Skeleton, useFormats } from '@nornos/ui'
import { CoverageGrid } from '@nornos/ui/charts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { addDays, dayOf, daysBetween } from '#src/data/days.ts'
import { coverageQuery } from '#src/data/readings.ts'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

const window = 90

/** Which of the last days have readings of what; read only when it is opened. */
export function CoverageCard({ newest }: { readonly newest: number }) {
  const t = useTranslations('sources')
  const formats = useFormats()
  const catalogue = useCatalogue()
  const { zone } = useOpenVault()
  const [isOpen, setIsOpen] = useState(false)
  const last = dayOf(newest, zone)
  const first = addDays(last, 1 - window)
  const coverage = useQuery({ ...coverageQuery(first, last), enabled: isOpen })
  return (
    <Card>
      <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className="min-h-11 cursor-pointer py-2 text-accent">{t('details')}</summary>
        {coverage.isError ? <DeviceFailure onRetry={() => void coverage.refetch()} /> : null}
        {isOpen && coverage.isPending ? <Skeleton label={t('loading')} lines={4} /> : null}
        {coverage.data ? (
          <CoverageGrid
            label={t('coverage')}
            summary={t('coverageSummary', {
              kinds: coverage.data.length,
              from: formats.day(first),
              to: formats.day(last),
            })}
            head={t('coverageKind')}
            days={daysBetween(first, last)}
            rows={coverage.data.map(({ metric, days }) => ({
              key: metric,
              label: catalogue.metricTitle(metric),
              days: new Set<string>(days),
            }))}
          />
        ) : null}
      </details>
    </Card>
  )
}
