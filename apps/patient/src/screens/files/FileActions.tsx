'use client'
import type { FileView } from '@nornos/store'
import { Button, useConfirm } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { readsQuery } from '#src/data/files.ts'
import { device } from '#src/keys/device.ts'
import { saveTo } from '#src/screens/files/save-to.ts'
import type { Act } from '#src/shell/use-act.ts'

export interface FileActionsProps {
  readonly file: FileView
  readonly run: Act['run']
}

/** Takes a file out of the vault, deletes it, and has it back. */
export function FileActions({ file, run }: FileActionsProps) {
  const t = useTranslations('files')
  const { data: reads = [] } = useQuery(readsQuery)
  const { fileId } = file
  const restore = () => run(async () => void (await (await device()).restoreFile(fileId)))
  const isRead = reads.some((one) => one.fileId === fileId)
  return (
    <>
      <Button tone="primary" isPending={isRead} onPress={() => void run(() => saveTo(file))}>
        {t('download')}
      </Button>
      {isRead ? (
        <Button tone="quiet" onPress={() => void device().then((opened) => opened.cancelRead(fileId))}>
          {t('stop')}
        </Button>
      ) : null}
      {file.isDeleted ? <Button onPress={() => void restore()}>{t('restore')}</Button> : null}
      {file.isDeleted ? (
        <AskedButton
          file={file}
          run={run}
          act="erase"
          change={async () => (await device()).eraseFile(fileId)}
        />
      ) : null}
      {file.restorableUntil === null ? (
        <AskedButton
          file={file}
          run={run}
          act="delete"
          change={async () => (await device()).deleteFile(fileId)}
        />
      ) : null}
    </>
  )
}

interface AskedButtonProps extends FileActionsProps {
  readonly act: 'delete' | 'erase'
  readonly change: () => Promise<void>
}

/** Asks first. What goes wrong afterwards is said on the page. */
function AskedButton({ file: { name }, act, change, run }: AskedButtonProps) {
  const t = useTranslations('files')
  const confirm = useConfirm()
  const ask = () =>
    confirm({
      title: t(`${act}Title`),
      consequence: t(`${act}Consequence`, { name }),
      confirmLabel: t(act),
      cancelLabel: t('keep'),
      failure: t('failed'),
      onConfirm: () => run(async () => void (await change())),
    })
  return (
    <Button tone="danger" onPress={ask}>
      {t(act)}
    </Button>
  )
}
