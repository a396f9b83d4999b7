'use client'
import { Button, Dialog } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import type { Idle } from '#src/shell/use-idle.ts'

export interface IdleWarningProps {
  readonly idle: Idle
  readonly onLock: () => void
}

/** A minute before the session locks by itself. */
export function IdleWarning({ idle, onLock }: IdleWarningProps) {
  const t = useTranslations('session')
  const actions = (
    <>
      <Button tone="primary" onPress={idle.stay} autoFocus>
        {t('stay')}
      </Button>
      <Button onPress={onLock}>{t('lockNow')}</Button>
    </>
  )
  return (
    <Dialog
      role="alertdialog"
      title={t('stillThere')}
      isOpen={idle.isWarning}
      onClose={idle.stay}
      actions={actions}
    >
      <p className="figures">{t('locksInSeconds', { seconds: Math.ceil(idle.leftMs / 1_000) })}</p>
      <p className="text-muted">{t('nothingLost')}</p>
    </Dialog>
  )
}
