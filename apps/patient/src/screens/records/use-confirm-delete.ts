'use client'
import { useConfirm } from '@nornos/ui'
import { useTranslations } from 'use-intl'

/** Asks before something that was written by hand is deleted. */
export function useConfirmDelete(): (what: string, onConfirm: () => Promise<void>) => void {
  const t = useTranslations('entry')
  const confirm = useConfirm()
  return (what, onConfirm) =>
    confirm({
      title: t('deleteTitle'),
      consequence: t('deleteConsequence', { what }),
      confirmLabel: t('delete'),
      cancelLabel: t('deleteKeep'),
      failure: t('failed'),
      onConfirm,
    })
}
