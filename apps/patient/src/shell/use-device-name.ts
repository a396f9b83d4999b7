'use client'
import { useTranslations } from 'use-intl'
import { describeBrowser } from '#src/keys/device-name.ts'

/** The name under which this browser is listed among the person's devices. */
export function useDeviceName(): string {
  const t = useTranslations('device')
  const { browser, system } = describeBrowser(navigator.userAgent)
  if (browser === null || system === null) return browser ?? system ?? t('unnamed')
  return t('named', { browser, system })
}
