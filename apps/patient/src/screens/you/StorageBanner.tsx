'use client'
import { Banner, Button } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useStorage } from '#src/shell/use-storage.ts'

/** Browsers may delete what they keep. Asks for protection where that can still be done. */
export function StorageBanner() {
  const t = useTranslations('storage')
  const storage = useStorage()
  const [isRefused, setRefused] = useState(false)
  if (isIphoneTab()) return <Banner tone="warn">{t('iphoneTab')}</Banner>
  if (storage === null || storage.isProtected) return null
  const protect = async () => setRefused(!(await storage.protect()))
  return (
    <Banner tone="warn" action={<Button onPress={() => void protect()}>{t('protect')}</Button>}>
      {isRefused ? t('refused') : t('atRisk')}
    </Banner>
  )
}

/** Safari keeps what an app on the Home Screen stores, not what a tab stores. */
function isIphoneTab(): boolean {
  const isInstalled = matchMedia('(display-mode: standalone)').matches
  return /iPhone|iPad/.test(navigator.userAgent) && !isInstalled
}
