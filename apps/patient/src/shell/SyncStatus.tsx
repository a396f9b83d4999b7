'use client'
import type { SyncState } from '@nornos/store'
import { StatusChip, type StatusTone, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useSession } from '#src/data/use-session.ts'
import { syncQuery } from '#src/data/vault.ts'
import { useNow } from '#src/shell/use-now.ts'
import { useOnline } from '#src/shell/use-online.ts'

/** Whether what is on this device is in the vault as well, in one line. */
export function SyncStatus() {
  const { data: sync } = useQuery(syncQuery)
  const session = useSession()
  const isOnline = useOnline()
  const text = useSyncText()
  if (sync === undefined) return null
  const isWaiting = !isOnline || session.state === 'signed-out'
  const shown: SyncState =
    isWaiting && sync.state !== 'alarm' ? { state: 'offline', changes: changesOf(sync) } : sync
  return (
    <StatusChip tone={toneOf(shown)} isLive>
      {text(shown)}
    </StatusChip>
  )
}

function useSyncText(): (sync: SyncState) => string {
  const t = useTranslations('sync')
  const formats = useFormats()
  const now = useNow(30_000)
  return (sync) => {
    switch (sync.state) {
      case 'saved':
        return sync.at === null
          ? t('nothingYet')
          : t('saved', { when: formats.relative(Date.parse(sync.at), now) })
      case 'saving':
        return t('saving', { changes: sync.changes })
      case 'offline':
        return t('offline', { changes: sync.changes })
      case 'failed':
        return t(sync.isFull ? 'full' : 'failed')
      case 'alarm':
        return t('alarm')
    }
  }
}

function toneOf({ state }: SyncState): StatusTone {
  switch (state) {
    case 'saved':
      return 'ok'
    case 'saving':
      return 'info'
    case 'offline':
      return 'neutral'
    case 'failed':
      return 'warn'
    case 'alarm':
      return 'danger'
  }
}

export function changesOf(sync: SyncState): number {
  return 'changes' in sync ? sync.changes : 0
}
