'use client'
import { useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { longDateText } from '#src/screens/records/stated-date-text.ts'

export interface DataToProps {
  /** Milliseconds since 1970. */
  readonly at: number
  /** What is stated instead of a moment: `2008-03-19`, `2008-03`, `2008`. */
  readonly date?: string | null | undefined
}

/** "Data to …": the newest reading of what is shown, with no time that nobody stated. Nothing where there is none. */
export function DataTo({ at, date = null }: DataToProps) {
  const t = useTranslations('shell')
  const formats = useFormats()
  if (!Number.isFinite(at) || at <= 0) return null
  const to = date === null ? formats.dateTime(at) : longDateText(date, formats.locale)
  return <span className="figures text-label text-muted">{t('dataTo', { to })}</span>
}
