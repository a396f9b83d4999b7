'use client'
import type { FileView } from '@nornos/store'
import {
  Banner,
  Card,
  DefinitionList,
  EmptyState,
  FileDrop,
  Page,
  Skeleton,
  TextLink,
  useFormats,
  useHashParams,
} from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { filesQuery, uploadsQuery } from '#src/data/files.ts'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { DocumentFactsCard } from '#src/screens/files/DocumentFactsCard.tsx'
import { FileActions } from '#src/screens/files/FileActions.tsx'
import { FileList } from '#src/screens/files/FileList.tsx'
import { FilePreview } from '#src/screens/files/FilePreview.tsx'
import { pdfType } from '#src/screens/files/file-types.ts'
import { ResultsCard } from '#src/screens/files/ResultsCard.tsx'
import { useFileText } from '#src/screens/files/use-file-text.ts'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'
import { useAct } from '#src/shell/use-act.ts'

/** One file, or an earlier version of one. Which one stands in the fragment. */
export function FileScreen() {
  const t = useTranslations('files')
  const fileId = useHashParams().get('f') ?? ''
  const files = useQuery(filesQuery)
  if (files.isError) return <DeviceFailure onRetry={() => void files.refetch()} />
  if (files.data === undefined) return <Skeleton label={t('loading')} lines={6} />
  const inUse = files.data.find((one) => [one, ...one.olderVersions].some((each) => each.fileId === fileId))
  const older = inUse?.olderVersions.find((one) => one.fileId === fileId)
  if (inUse !== undefined && older !== undefined) {
    // An earlier version is a file of its own page: neither deleted, nor with versions below it.
    const file: FileView = { ...older, isDeleted: false, olderVersions: [] }
    return <FilePage key={fileId} file={file} inUse={inUse} />
  }
  if (inUse !== undefined) return <FilePage key={fileId} file={inUse} inUse={null} />
  return (
    <Page
      title={t('goneTitle')}
      documentTitle={t('title')}
      over={<TextLink href={paths.files()}>{t('back')}</TextLink>}
    >
      <EmptyState title={t('goneTitle')}>{t('gone')}</EmptyState>
    </Page>
  )
}

function FilePage({ file, inUse }: { readonly file: FileView; readonly inUse: FileView | null }) {
  const t = useTranslations('files')
  const formats = useFormats()
  const { addedText, stateText, typeText } = useFileText()
  const { failure, run } = useAct([filesQuery.queryKey, uploadsQuery.queryKey])
  const facts = [
    { term: t('kind'), description: typeText(file) },
    { term: t('sizeTerm'), description: formats.bytes(file.size) },
    { term: t('added'), description: addedText(file) },
    { term: t('state'), description: stateText(file) },
  ].filter(({ description }) => description !== '')
  const replace = ([newer]: readonly File[]) => {
    if (newer) void run(async () => (await device()).addFile(newer, file.fileId))
  }
  return (
    <Page
      title={file.name}
      documentTitle={t('title')}
      over={<TextLink href={paths.files()}>{t('back')}</TextLink>}
    >
      {failure === null ? null : (
        <Banner tone="danger" role="alert">
          {failure}
        </Banner>
      )}
      <Card title={t('facts')} actions={<FileActions file={file} inUse={inUse} run={run} />}>
        <DefinitionList items={facts} />
      </Card>
      <DocumentFactsCard file={file} />
      {file.type === pdfType && file.restorableUntil === null ? <ResultsCard file={file} run={run} /> : null}
      <FilePreview file={file} run={run} />
      {file.restorableUntil === null ? (
        <FileDrop label={t('dropVersion')} chooseLabel={t('newVersion')} onFiles={replace} />
      ) : null}
      <FileList title={t('versions')} files={file.olderVersions} />
    </Page>
  )
}
