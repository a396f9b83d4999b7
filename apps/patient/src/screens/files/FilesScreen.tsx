'use client'
import { Banner, EmptyState, FileDrop, Page, Skeleton, TextLink } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Files } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { filesQuery, uploadsQuery } from '#src/data/files.ts'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { FileList } from '#src/screens/files/FileList.tsx'
import { UploadCard } from '#src/screens/files/UploadCard.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'
import { useAct } from '#src/shell/use-act.ts'
import { useOnline } from '#src/shell/use-online.ts'

/** Files of any kind: what is kept, what is on its way, and what was deleted and can be had back. */
export function FilesScreen() {
  const t = useTranslations('files')
  const records = useTranslations('records')
  const files = useQuery(filesQuery)
  const { data: uploads = [] } = useQuery(uploadsQuery)
  const { failure, run } = useAct([filesQuery.queryKey, uploadsQuery.queryKey])
  const isOnline = useOnline()
  const add = async (chosen: readonly File[]) => {
    for (const file of chosen) await run(async () => (await device()).addFile(file))
  }
  const all = files.data ?? []
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      over={<TextLink href={paths.records()}>{records('back')}</TextLink>}
    >
      {isOnline ? null : <Banner>{t('offline')}</Banner>}
      {failure === null ? null : (
        <Banner tone="danger" role="alert">
          {failure}
        </Banner>
      )}
      <FileDrop
        label={t('drop')}
        chooseLabel={t('choose')}
        hint={t('hint')}
        onFiles={(chosen) => void add(chosen)}
      />
      {uploads.map((state) => (
        <UploadCard key={state.uploadId} state={state} run={run} />
      ))}
      {files.isPending ? <Skeleton label={t('loading')} lines={6} /> : null}
      {files.isError ? <DeviceFailure onRetry={() => void files.refetch()} /> : null}
      {files.data?.length === 0 && uploads.length === 0 ? (
        <EmptyState title={t('emptyTitle')} icon={<Files />}>
          {t('empty')}
        </EmptyState>
      ) : null}
      <FileList title={t('list')} files={all.filter(({ isDeleted }) => !isDeleted)} />
      <FileList title={t('deletedTitle')} files={all.filter(({ isDeleted }) => isDeleted)} />
    </Page>
  )
}
