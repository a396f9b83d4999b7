'use client'
import { Button, useConfirm } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { syncReportQuery } from '#src/data/sync-report.ts'
import { device } from '#src/keys/device.ts'

/** A device that was removed forgets what it kept. It can then become a device of the vault again. */
export function ClearButton() {
  const t = useTranslations('syncScreen.alarm')
  const confirm = useConfirm()
  const { data: report } = useQuery(syncReportQuery)
  const changes = report?.waiting.changes ?? 0
  const ask = () =>
    confirm({
      title: t('clearTitle'),
      consequence: t('clearDetail', { changes }),
      confirmLabel: t('clear'),
      cancelLabel: t('clearNot'),
      failure: t('clearFailed'),
      tone: 'danger',
      // Without a vault here the start follows by itself.
      onConfirm: async () => (await device()).clearDevice(),
    })
  return (
    <Button icon={<Trash2 aria-hidden="true" className="size-5" />} onPress={ask}>
      {t('clear')}
    </Button>
  )
}
