'use client'
import { EmptyState, LinkButton, Page, Skeleton, TextLink } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Watch } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { connectionsQuery } from '#src/data/connections.ts'
import { newestOf } from '#src/data/newest-of.ts'
import { sourcesQuery } from '#src/data/readings.ts'
import { importsQuery } from '#src/data/vault.ts'
import { paths } from '#src/paths.ts'
import { ConnectionsSection } from '#src/screens/connections/ConnectionsSection.tsx'
import { ImportCards, isChosen } from '#src/screens/import/ImportCards.tsx'
import { AddSourceCard } from '#src/screens/sources/AddSourceCard.tsx'
import { CoverageCard } from '#src/screens/sources/CoverageCard.tsx'
import { TrustCard } from '#src/screens/sources/TrustCard.tsx'
import { DataTo } from '#src/shell/DataTo.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'

/** Where the readings come from, whom to believe, which days they cover, what was imported and what comes by itself. */
export function SourcesScreen() {
  const t = useTranslations('sources')
  const sources = useQuery(sourcesQuery)
  const connections = useQuery(connectionsQuery).data?.connections ?? []
  const { data: imports = [] } = useQuery(importsQuery)
  const files = imports.filter(isChosen)
  const isEmpty = sources.data?.length === 0 && files.length === 0 && connections.length === 0
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')} <DataTo at={newestOf(sources.data ?? [])} />
        </>
      }
      over={<TextLink href={paths.health()}>{t('back')}</TextLink>}
      actions={<LinkButton href={paths.import()}>{t('import')}</LinkButton>}
    >
      {sources.isPending ? <Skeleton label={t('loading')} lines={6} /> : null}
      {sources.isError ? <DeviceFailure onRetry={() => void sources.refetch()} /> : null}
      {isEmpty ? (
        <EmptyState title={t('empty')} icon={<Watch />}>
          {t('emptyDetail')}
        </EmptyState>
      ) : null}
      {sources.data !== undefined && sources.data.length > 0 ? (
        <>
          <TrustCard sources={sources.data} />
          <CoverageCard newest={Math.max(...sources.data.map(({ to }) => to))} />
        </>
      ) : null}
      {files.length > 0 ? <FileImports /> : null}
      <ConnectionsSection />
      <AddSourceCard />
    </Page>
  )
}

function FileImports() {
  const t = useTranslations('sources')
  return (
    <section aria-labelledby="file-imports" className="flex flex-col gap-4">
      <h2 id="file-imports" className="text-lead">
        {t('imports')}
      </h2>
      <ImportCards only="current" />
      <ImportCards only="earlier" />
    </section>
  )
}
