'use client'
import type { FileView } from '@nornos/store'
import { Button, useConfirm } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { readsQuery } from '#src/data/files.ts'
import { device } from '#src/keys/device.ts'
import { saveTo } from '#src/screens/files/save-to.ts'
import { RenameDialog } from '#src/screens/keys/RenameDialog.tsx'
import type { Act } from '#src/shell/use-act.ts'

export interface FileActionsProps {
  readonly file: FileView
  /** The version in use, when `file` is an earlier one. */
  readonly inUse: FileView | null
  readonly run: Act['run']
}

/** Takes a file out of the vault, renames it, deletes it, and has it or an earlier version back. */
export function FileActions({ file, inUse, run }: FileActionsProps) {
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
      {inUse === null || inUse.isDeleted ? null : (
        <Button
          onPress={() =>
            void run(async () => void (await (await device()).restoreVersion(fileId, inUse.fileId)))
          }
        >
          {t('restoreVersion')}
        </Button>
      )}
      {file.restorableUntil === null ? <RenameButton file={file} run={run} /> : null}
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

type OneFile = Pick<FileActionsProps, 'file' | 'run'>

function RenameButton({ file, run }: OneFile) {
  const t = useTranslations('files')
  const [isOpen, setOpen] = useState(false)
  const rename = async (name: string) => {
    await run(async () => void (await (await device()).renameFile(file.fileId, name)))
  }
  return (
    <>
      <Button tone="quiet" onPress={() => setOpen(true)}>
        {t('rename')}
      </Button>
      {isOpen ? (
        <RenameDialog name={file.name} lengthMax={200} onClose={() => setOpen(false)} onRename={rename} />
      ) : null}
    </>
  )
}

interface AskedButtonProps extends OneFile {
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
