'use client'
import type { FileView } from '@nornos/store'
import { Button, useConfirm } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { readsQuery } from '#src/data/files.ts'
import { device } from '#src/keys/device.ts'
import { saveTo } from '#src/screens/files/save-to.ts'
import type { FileAct } from '#src/screens/files/use-file-act.ts'

export interface FileActionsProps {
  readonly file: FileView
  readonly run: FileAct['run']
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
      {file.isDeleted ? <EraseButton file={file} run={run} /> : null}
      {file.restorableUntil === null ? <DeleteButton file={file} run={run} /> : null}
    </>
  )
}

function DeleteButton({ file: { fileId, name }, run }: FileActionsProps) {
  const t = useTranslations('files')
  const confirm = useConfirm()
  const ask = () =>
    confirm({
      title: t('deleteTitle'),
      consequence: t('deleteConsequence', { name }),
      confirmLabel: t('delete'),
      cancelLabel: t('keep'),
      failure: t('failed'),
      onConfirm: () => run(async () => void (await (await device()).deleteFile(fileId))),
    })
  return (
    <Button tone="danger" onPress={ask}>
      {t('delete')}
    </Button>
  )
}

function EraseButton({ file: { fileId, name }, run }: FileActionsProps) {
  const t = useTranslations('files')
  const confirm = useConfirm()
  const ask = () =>
    confirm({
      title: t('eraseTitle'),
      consequence: t('eraseConsequence', { name }),
      confirmLabel: t('erase'),
      cancelLabel: t('keep'),
      failure: t('failed'),
      onConfirm: () => run(async () => void (await (await device()).eraseFile(fileId))),
    })
  return (
    <Button tone="danger" onPress={ask}>
      {t('erase')}
    </Button>
  )
}
