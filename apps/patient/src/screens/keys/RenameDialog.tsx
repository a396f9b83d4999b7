'use client'
import { Button, Dialog, TextField } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

export interface RenameDialogProps {
  readonly name: string
  /** Characters. */
  readonly lengthMax?: number | undefined
  readonly onClose: () => void
  readonly onRename: (name: string) => Promise<void>
}

export function RenameDialog({ name, lengthMax = 60, onClose, onRename }: RenameDialogProps) {
  const t = useTranslations('keys')
  const [value, setValue] = useState(name)
  const [isPending, setPending] = useState(false)
  const save = async () => {
    setPending(true)
    await onRename(value.trim())
    onClose()
  }
  const actions = (
    <Button tone="primary" isPending={isPending} isDisabled={value.trim() === ''} onPress={() => void save()}>
      {t('save')}
    </Button>
  )
  return (
    <Dialog title={t('renameNamed', { name })} isOpen onClose={onClose} actions={actions}>
      <TextField label={t('name')} value={value} onChange={setValue} lengthMax={lengthMax} autoFocus />
    </Dialog>
  )
}
