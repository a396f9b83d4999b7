'use client'
import { Button, useToast } from '@nornos/ui'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { applyUpdate, watchForUpdate } from '#src/shell/service-worker.ts'

/** Says that a new version is ready. It takes over only when the person asks, never under an import. */
export function UpdateNotice() {
  const t = useTranslations('update')
  const toast = useToast()
  useEffect(
    () =>
      watchForUpdate((waiting) => {
        toast({
          text: t('ready'),
          action: <Button onPress={() => applyUpdate(waiting)}>{t('reload')}</Button>,
        })
      }),
    [t, toast],
  )
  return null
}
