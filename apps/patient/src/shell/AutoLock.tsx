'use client'
import { Button, Dialog } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { isMoving, readsQuery, uploadsQuery } from '#src/data/files.ts'
import { importsQuery, isRunning } from '#src/data/vault.ts'
import { device } from '#src/keys/device.ts'
import { readAutoLock, subscribeSettings } from '#src/shell/settings.ts'
import { useNow } from '#src/shell/use-now.ts'
import { isHeldOpen, isWorking, noteProgress, subscribeWork } from '#src/shell/work.ts'

const warningMs = 60_000
const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/** Locks the vault after a time without a sign of the person, with a warning a minute before. */
export function AutoLock() {
  const minutes = useSyncExternalStore(subscribeSettings, readAutoLock, () => 15)
  const isBusy = useIsBusy()
  const [lastSign, setLastSign] = useState(() => Date.now())
  const [lastWork, setLastWork] = useState(0)
  const now = useNow(5_000)
  const lockAt = Math.max(lastSign, lastWork) + minutes * 60_000
  const isHeld = isBusy && isHeldOpen(lastSign, now)
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
    // It is the person's own work: it is not cut off because they wait for it.
    if (isHeld) setLastWork(now)
    else if (now >= lockAt) void device().then((opened) => opened.lock())
  }, [now, lockAt, isHeld])
  return isWarned && !isHeld ? <LockWarning onStay={() => setLastSign(Date.now())} /> : null
}

/** Whether something runs that locking would end: an import, an upload, sealing anew, a file on its way out. */
function useIsBusy(): boolean {
  const { data: imports = [] } = useQuery(importsQuery)
  const { data: uploads = [] } = useQuery(uploadsQuery)
  const { data: reads = [] } = useQuery(readsQuery)
  const moved = sum(uploads.map(({ sent }) => sent)) + sum(reads.map(({ done }) => done))
  // An upload that only tries again moves nothing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a sum that differs is what happened.
  useEffect(noteProgress, [moved, uploads.length])
  const isWorkingNow = useSyncExternalStore(subscribeWork, isWorking, () => false)
  return isWorkingNow || imports.some(isRunning) || uploads.some(isMoving)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
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
