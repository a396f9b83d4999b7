'use client'
import { useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'

/** "Data to …": the newest reading of what is shown. Nothing where there is none. */
export function DataTo({ at }: { readonly at: number }) {
  const t = useTranslations('shell')
  const formats = useFormats()
  if (!Number.isFinite(at) || at <= 0) return null
  return <span className="figures text-label text-muted">{t('dataTo', { to: formats.dateTime(at) })}</span>
}
