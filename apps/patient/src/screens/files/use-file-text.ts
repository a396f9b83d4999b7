'use client'
import type { FileVersionView } from '@nornos/store'
import { useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'

/** A file's size, kind and state in words. */
export function useFileText() {
  const t = useTranslations('files')
  const formats = useFormats()
  const sizeText = (bytes: number) => {
    if (bytes < 1_000) return t('size', { value: formats.number(bytes), unit: 'b' })
    if (bytes < 1_000_000) return t('size', { value: formats.number(bytes / 1_000), unit: 'kb' })
    return t('size', { value: formats.number(bytes / 1_000_000, 1), unit: 'mb' })
  }
  return {
    sizeText,
    typeText: ({ type }: FileVersionView) => (type === '' ? t('unknownType') : type),
    stateText: ({ isWaiting, restorableUntil }: FileVersionView) => {
      if (restorableUntil !== null) return t('until', { day: formats.date(restorableUntil) })
      return t(isWaiting ? 'waiting' : 'sent')
    },
  }
}
