'use client'
import type { FileVersionView } from '@nornos/store'
import { useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'

/** A file's kind and state in words. */
export function useFileText() {
  const t = useTranslations('files')
  const formats = useFormats()
  return {
    typeText({ type }: FileVersionView) {
      const [group, format = ''] = type.split('/')
      if (type === 'application/pdf') return t('kinds.pdf')
      if (group === 'image') return t('kinds.image', { format: format.toUpperCase() })
      if (group === 'text') return t('kinds.text')
      return type === '' ? t('unknownType') : type
    },
    /** Empty when nobody noted it. */
    addedText: ({ addedAt }: FileVersionView) => (addedAt === null ? '' : formats.date(addedAt)),
    stateText: ({ isWaiting, restorableUntil }: FileVersionView) => {
      if (restorableUntil !== null) return t('until', { day: formats.date(restorableUntil) })
      return t(isWaiting ? 'waiting' : 'sent')
    },
  }
}
