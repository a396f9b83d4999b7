'use client'
import type { MetricOverview } from '@nornos/store'
import { Card, TextLink, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { addDays, dayOf, startOfDay } from '#src/data/days.ts'
import { paths } from '#src/paths.ts'
import { LazyMetricChart } from '#src/screens/metric/LazyMetricChart.tsx'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

/** The heart rate of the latest day that has any. */
export function HeartRateCard({ metrics }: { readonly metrics: readonly MetricOverview[] }) {
  const t = useTranslations('today')
  const formats = useFormats()
  const catalogue = useCatalogue()
  const { zone } = useOpenVault()
  const heart = metrics.find(({ metric }) => metric === 'heart_rate')
  if (heart === undefined) return null
  const day = dayOf(heart.to, zone)
  const window = { from: startOfDay(day, zone), until: startOfDay(addDays(day, 1), zone) }
  return (
    <Card
      title={catalogue.metricTitle('heart_rate')}
      over={formats.day(day)}
      aside={<TextLink href={paths.metric('heart_rate')}>{t('more')}</TextLink>}
    >
      <LazyMetricChart
        key={window.from}
        metric="heart_rate"
        window={window}
        resolution="auto"
        heightPx={220}
      />
    </Card>
  )
}
