'use client'
import type { DailyStatus, Finding } from '@nornos/engine'
import { useTranslations } from 'use-intl'
import { useMessageText } from '#src/screens/today/use-message-text.ts'
import { WhyButton } from '#src/screens/today/WhyButton.tsx'

export interface FindingItemProps {
  readonly finding: Finding
  readonly status: DailyStatus
}

/** One thing that stands out, and the way to everything it rests on. */
export function FindingItem({ finding, status }: FindingItemProps) {
  const t = useTranslations('status')
  const text = useMessageText()
  const statement = text(finding.message)
  return (
    <div className="flex flex-col items-start gap-x-6 gap-y-1 sm:flex-row sm:items-end sm:justify-between">
      <div>
        <p className="text-label text-muted">{t(`specialist.${finding.domain}`)}</p>
        <p className="measure">{statement}</p>
      </div>
      <span className="shrink-0">
        <WhyButton told={finding} statement={statement} status={status} />
      </span>
    </div>
  )
}
