'use client'
import { EmptyState, Page, RowLink, Skeleton, TextLink, useHashParams } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { proposedDocumentsQuery } from '#src/data/records.ts'
import { paths } from '#src/paths.ts'
import { DocumentLines, openLines } from '#src/screens/proposals/DocumentLines.tsx'
import { LabPageDrop } from '#src/screens/proposals/LabPageDrop.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'

/** Laboratory PDFs: all of them, or the lines of one. Which one stands in the fragment. */
export function ProposalsScreen() {
  const sha256 = useHashParams().get('d')
  return sha256 === null ? <AllDocuments /> : <OneDocument key={sha256} sha256={sha256} />
}

function AllDocuments() {
  const t = useTranslations('proposals')
  const records = useTranslations('records')
  const documents = useQuery(proposedDocumentsQuery)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      over={<TextLink href={paths.records()}>{records('back')}</TextLink>}
    >
      <LabPageDrop />
      {documents.isPending ? <Skeleton label={t('loading')} lines={3} /> : null}
      {documents.isError ? <DeviceFailure onRetry={() => void documents.refetch()} /> : null}
      {documents.data === undefined || documents.data.length === 0 ? null : (
        <section aria-label={t('documents')} className="flex flex-col gap-2">
          <h2 className="text-lead">{t('documents')}</h2>
          <ul className="flex flex-col divide-y divide-line rounded-card border border-line bg-surface">
            {documents.data.map(({ document, lines }) => (
              <li key={document.sha256}>
                <RowLink
                  href={paths.proposals(document.sha256)}
                  title={document.fileName}
                  detail={t('left', { count: openLines(lines).length })}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}

function OneDocument({ sha256 }: { readonly sha256: string }) {
  const t = useTranslations('proposals')
  const documents = useQuery(proposedDocumentsQuery)
  if (documents.isError) return <DeviceFailure onRetry={() => void documents.refetch()} />
  if (documents.data === undefined) return <Skeleton label={t('loading')} lines={6} />
  const proposed = documents.data.find(({ document }) => document.sha256 === sha256)
  const back = <TextLink href={paths.proposals()}>{t('back')}</TextLink>
  if (proposed === undefined) {
    return (
      <Page title={t('goneTitle')} documentTitle={t('title')} over={back}>
        <EmptyState title={t('goneTitle')}>{t('gone')}</EmptyState>
      </Page>
    )
  }
  const { fileId } = proposed
  return (
    <Page
      title={proposed.document.fileName}
      documentTitle={t('title')}
      over={back}
      actions={fileId === null ? null : <TextLink href={paths.file(fileId)}>{t('openFile')}</TextLink>}
    >
      <DocumentLines proposed={proposed} />
    </Page>
  )
}
