'use client'
import type { Share } from '@nornos/contracts'
import { DAY_MILLISECONDS, instantToMilliseconds, limits } from '@nornos/health-model'
import { StatusChip, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { useFieldList } from '#src/screens/field-names.ts'
import { useGlance } from '#src/screens/patients/use-glance.ts'
import { useNow } from '#src/shell/use-now.ts'

/** The parts of one row, used by the table and by the cards. */
export interface ShareProps {
  readonly share: Share
}

export function SharedFields({ share }: ShareProps) {
  const list = useFieldList()
  return <>{list(share.fields)}</>
}

/** In days, hours or minutes; said to be soon in the last week. */
export function AccessEnd({ share }: ShareProps) {
  const t = useTranslations('patients')
  const formats = useFormats()
  const now = useNow()
  const until = instantToMilliseconds(share.validUntil)
  const left = until - now
  const unit = left >= DAY_MILLISECONDS ? 'days' : left >= 3_600_000 ? 'hours' : 'minutes'
  const size = { days: DAY_MILLISECONDS, hours: 3_600_000, minutes: 60_000 }[unit]
  const remaining = t(`left.${unit}`, { count: Math.max(0, Math.floor(left / size)) })
  return (
    <span className="flex flex-col">
      {left <= limits.consentReminderBeforeEnd ? (
        <StatusChip tone="warn">{remaining}</StatusChip>
      ) : (
        <span>{remaining}</span>
      )}
      <span className="text-small text-muted">{formats.date(until)}</span>
    </span>
  )
}

export function DataTo({ share }: ShareProps) {
  const t = useTranslations('patients')
  const formats = useFormats()
  const glance = useGlance(share)
  if (glance === null) return <span className="text-label text-muted">{t('notLooked')}</span>
  return <>{glance.dataTo === null ? t('noData') : formats.date(glance.dataTo)}</>
}

export function Coverage({ share }: ShareProps) {
  const t = useTranslations('patients')
  const glance = useGlance(share)
  if (glance === null) return <span className="text-label text-muted">{t('notLooked')}</span>
  return <>{t('coverage', { filled: glance.fieldsWithData, all: glance.fields })}</>
}
