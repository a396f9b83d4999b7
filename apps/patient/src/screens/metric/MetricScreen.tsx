'use client'
import { isMetricId, type MetricId } from '@nornos/health-model'
import { EmptyState, LinkButton, Page, Skeleton, TextLink, useHashParams } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { overviewQuery } from '#src/data/readings.ts'
import { paths } from '#src/paths.ts'
import { MetricHistory } from '#src/screens/metric/MetricHistory.tsx'
import { SourcesCard } from '#src/screens/metric/SourcesCard.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

/** One metric over a day or over all years. Which one stands in the fragment. */
export function MetricScreen() {
  const t = useTranslations('metricPage')
  const id = useHashParams().get('m') ?? ''
  if (!isMetricId(id)) {
    return (
      <Page title={t('unknownTitle')}>
        <EmptyState
          title={t('unknown')}
          action={<LinkButton href={paths.health()}>{t('back')}</LinkButton>}
        />
      </Page>
    )
  }
  return <KnownMetric key={id} id={id} />
}

function KnownMetric({ id }: { readonly id: MetricId }) {
  const t = useTranslations('metricPage')
  const catalogue = useCatalogue()
  const overview = useQuery(overviewQuery)
  const row = overview.data?.find(({ metric, to }) => metric === id && Number.isFinite(to))
  const title = catalogue.metricTitle(id)
  const links = useTranslations('healthLinks')
  const compare = (
    <LinkButton href={paths.compare(id)} tone="quiet">
      {links('compare')}
    </LinkButton>
  )
  const back = <TextLink href={paths.health()}>{t('back')}</TextLink>
  return (
    <Page title={title} over={back} actions={compare}>
      {overview.isPending ? <Skeleton label={t('loading')} lines={6} /> : null}
      {overview.isError ? <DeviceFailure onRetry={() => void overview.refetch()} /> : null}
      {overview.data !== undefined && row === undefined ? (
        <EmptyState
          title={t('none', { metric: title })}
          action={<LinkButton href={paths.import()}>{t('import')}</LinkButton>}
        >
          {t('noneSources')}
        </EmptyState>
      ) : null}
      {row ? (
        <>
          <MetricHistory row={row} />
          <SourcesCard row={row} />
        </>
      ) : null}
    </Page>
  )
}
