'use client'
import { Banner, Button, LinkButton } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { leaveToSignIn } from '#src/data/leave-to-sign-in.ts'
import { useSession } from '#src/data/use-session.ts'
import { syncQuery } from '#src/data/vault.ts'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { changesOf } from '#src/shell/SyncStatus.tsx'
import { useNow } from '#src/shell/use-now.ts'
import { useOnline } from '#src/shell/use-online.ts'

/** The one thing about vault and network that the person should know now, with what mends it. */
export function StateBanners() {
  const t = useTranslations('sync')
  const { data: sync } = useQuery(syncQuery)
  const session = useSession()
  const isOnline = useOnline()
  const changes = sync ? changesOf(sync) : 0
  if (sync?.state === 'alarm') {
    return (
      <Banner
        tone="danger"
        role="alert"
        action={<LinkButton href={paths.sync()}>{t('alarmOpen')}</LinkButton>}
      >
        {sync.reason === 'device_removed'
          ? t('removedDetail')
          : t('alarmDetail', { reason: t(`alarmReason.${sync.reason}`) })}
      </Banner>
    )
  }
  if (!isOnline) return <Banner>{t('offlineDetail', { changes })}</Banner>
  if (session.state === 'signed-out') {
    return (
      <Banner action={<Button onPress={() => void leaveToSignIn()}>{t('signIn')}</Button>}>
        {t('signedOutDetail', { changes })}
      </Banner>
    )
  }
  if (sync?.state === 'failed' && sync.isFull) {
    return (
      <Banner tone="warn" action={<LinkButton href={paths.files()}>{t('toFiles')}</LinkButton>}>
        {t('fullDetail')}
      </Banner>
    )
  }
  return sync?.state === 'failed' ? <FailedBanner retryAt={Date.parse(sync.retryAt)} /> : null
}

function FailedBanner({ retryAt }: { readonly retryAt: number }) {
  const t = useTranslations('sync')
  const now = useNow(1_000)
  const seconds = Math.max(0, Math.ceil((retryAt - now) / 1_000))
  const tryNow = async () => (await device()).syncNow()
  return (
    <Banner tone="warn" action={<Button onPress={() => void tryNow()}>{t('tryNow')}</Button>}>
      {t('failedDetail')} <span aria-hidden="true">{t('retryIn', { seconds })}</span>
    </Banner>
  )
}
