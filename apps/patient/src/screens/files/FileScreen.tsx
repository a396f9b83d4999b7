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
import { FileActions } from '#src/screens/files/FileActions.tsx'
import { FileList } from '#src/screens/files/FileList.tsx'
import { FilePreview } from '#src/screens/files/FilePreview.tsx'
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
  const file = files.data.flatMap(withVersions).find((one) => one.fileId === fileId)
  if (file !== undefined) return <FilePage key={fileId} file={file} />
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

/** An earlier version is a file of its own page: neither deleted, nor with versions below it. */
function withVersions(file: FileView): readonly FileView[] {
  return [file, ...file.olderVersions.map((one) => ({ ...one, isDeleted: false, olderVersions: [] }))]
}

function FilePage({ file }: { readonly file: FileView }) {
  const t = useTranslations('files')
  const formats = useFormats()
  const { stateText, typeText } = useFileText()
  const { failure, run } = useAct([filesQuery.queryKey, uploadsQuery.queryKey])
  const facts = [
    { term: t('kind'), description: typeText(file) },
    { term: t('sizeTerm'), description: formats.bytes(file.size) },
    { term: t('state'), description: stateText(file) },
  ]
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
      <Card title={t('facts')} actions={<FileActions file={file} run={run} />}>
        <DefinitionList items={facts} />
      </Card>
      <FilePreview file={file} run={run} />
      {file.restorableUntil === null ? (
        <FileDrop label={t('dropVersion')} chooseLabel={t('newVersion')} onFiles={replace} />
      ) : null}
      <FileList title={t('versions')} files={file.olderVersions} />
    </Page>
  )
}
