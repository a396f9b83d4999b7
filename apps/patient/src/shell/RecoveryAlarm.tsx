'use client'
import { Banner, Button, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { keysQuery } from '#src/data/keys.ts'
import { recoveryQuery } from '#src/data/recovery.ts'
import { useSession } from '#src/data/use-session.ts'
import { syncQuery, vaultQuery } from '#src/data/vault.ts'
import { device } from '#src/keys/device.ts'
import { noteOwnRecovery, readOwnRecovery } from '#src/shell/settings.ts'
import { useAct } from '#src/shell/use-act.ts'
import { useNow } from '#src/shell/use-now.ts'

/** Somebody waits to open this vault with the help of the recovery contact: said wherever its person is signed in. */
export function RecoveryAlarm() {
  const t = useTranslations('recovery')
  const formats = useFormats()
  const session = useSession()
  const act = useAct([recoveryQuery.queryKey])
  const now = useNow(30_000)
  const [own, setOwn] = useState(readOwnRecovery)
  const { data, refetch } = useQuery({ ...recoveryQuery, enabled: session.state === 'signed-in' })
  useAfterSync(() => void refetch())
  const request = session.state === 'signed-in' && data?.ok ? data.value.request : null
  const vault = useQuery(vaultQuery)
  const canName = request !== null && vault.data?.state === 'open'
  const keys = useQuery({ ...keysQuery, enabled: canName })
  if (request === null || request.askedAt === own) return null
  const { askedAt, givenAt, readyAt, slotId, until } = request
  const known = canName ? keys.data?.openers.find((opener) => opener.slotId === slotId)?.name : undefined
  const when = (at: string) => formats.dateTime(Date.parse(at))
  const facts = {
    name: known === undefined || known === '' ? t('nobody') : known,
    ready: when(readyAt),
    until: when(until),
    given: givenAt === null ? '' : when(givenAt),
  }
  const state = givenAt === null ? (now < Date.parse(readyAt) ? 'waits' : 'ready') : 'given'
  const mine = () => {
    noteOwnRecovery(askedAt)
    setOwn(askedAt)
  }
  return (
    <Banner
      tone="danger"
      role="alert"
      action={
        <div className="flex flex-wrap gap-2">
          <Button
            tone="danger"
            isPending={act.isPending}
            onPress={() => void act.run(async () => (await device()).stopRecovery())}
          >
            {t('stop')}
          </Button>
          <Button isDisabled={act.isPending} onPress={mine}>
            {t('alarm.mine')}
          </Button>
        </div>
      }
    >
      {t(`alarm.${state}`, facts)} {act.failure}
    </Banner>
  )
}

/** Once after each sync that went through; a sync says more often that it goes on. */
function useAfterSync(look: () => void): void {
  const session = useSession()
  const vault = useQuery(vaultQuery)
  const { data: sync } = useQuery({ ...syncQuery, enabled: vault.data?.state === 'open' })
  const savedAt = sync?.state === 'saved' ? sync.at : null
  const onSaved = useEffectEvent(look)
  const canLook = session.state === 'signed-in'
  useEffect(() => {
    if (canLook && savedAt !== null) onSaved()
  }, [canLook, savedAt])
}
