'use client'
import { Button, Dialog } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { importsQuery, isRunning } from '#src/data/vault.ts'
import { device } from '#src/keys/device.ts'
import { readAutoLock, subscribeSettings } from '#src/shell/settings.ts'
import { useNow } from '#src/shell/use-now.ts'

const warningMs = 60_000
const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/** Locks the vault after a time without a sign of the person, with a warning a minute before. */
export function AutoLock() {
  const minutes = useSyncExternalStore(subscribeSettings, readAutoLock, () => 15)
  const { data: imports = [] } = useQuery(importsQuery)
  const isImporting = imports.some(isRunning)
  const [lastSign, setLastSign] = useState(() => Date.now())
  const now = useNow(5_000)
  const lockAt = lastSign + minutes * 60_000
  const isWarned = now >= lockAt - Math.min(warningMs, minutes * 30_000)
  useEffect(() => {
    const note = () => setLastSign((last) => (Date.now() - last > 1_000 ? Date.now() : last))
    // While the warning is shown only its button counts: a stray touch must not be an answer.
    if (isWarned) return undefined
    for (const sign of signs) addEventListener(sign, note, { passive: true })
    return () => {
      for (const sign of signs) removeEventListener(sign, note)
    }
  }, [isWarned])
  useEffect(() => {
    // An import is the person's own work: it is not cut off because they wait for it.
    if (isImporting) setLastSign(now)
    else if (now >= lockAt) void device().then((opened) => opened.lock())
  }, [now, lockAt, isImporting])
  return isWarned && !isImporting ? <LockWarning onStay={() => setLastSign(Date.now())} /> : null
}

function LockWarning({ onStay }: { readonly onStay: () => void }) {
  const t = useTranslations('autoLock')
  const stay = (
    <Button tone="primary" autoFocus onPress={onStay}>
      {t('stay')}
    </Button>
  )
  return (
    <Dialog title={t('title')} isOpen onClose={onStay} actions={stay}>
      <p>{t('detail')}</p>
    </Dialog>
  )
}
