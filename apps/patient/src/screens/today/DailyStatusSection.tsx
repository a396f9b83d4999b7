'use client'
import type { LocalDay } from '@nornos/health-model'
import { Banner, Card, Skeleton } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { dailyStatusQuery } from '#src/data/daily-status.ts'
import { FindingItem } from '#src/screens/today/FindingItem.tsx'
import { SuggestionCard } from '#src/screens/today/SuggestionCard.tsx'
import { useMessageText } from '#src/screens/today/use-message-text.ts'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'

/** What three specialists say about today, made on this device from all data. At most one suggestion. */
export function DailyStatusSection({ today }: { readonly today: LocalDay }) {
  const t = useTranslations('status')
  const text = useMessageText()
  const { data: status, isError, refetch } = useQuery(dailyStatusQuery(today))
  if (isError) return <DeviceFailure onRetry={() => void refetch()} />
  if (status === undefined) return <Skeleton label={t('working')} />
  const waiting = status.specialists.filter(({ state }) => state === 'waiting')
  return (
    <>
      {status.redFlags.map((flag) => (
        <Banner key={flag.code} tone="danger" role="alert">
          {text(flag.message)}
        </Banner>
      ))}
      <Card title={t('title')} over={t('over', { version: status.engineVersion })}>
        {status.findings.length === 0 ? <p>{text(status.headline.message)}</p> : null}
        {status.findings.length > 0 ? (
          <ul aria-label={t('findings')} className="flex flex-col divide-y divide-line">
            {status.findings.map((finding) => (
              <li key={finding.key} className="py-3 first:pt-0 last:pb-0">
                <FindingItem finding={finding} status={status} />
              </li>
            ))}
          </ul>
        ) : null}
        {waiting.map(({ id }) => (
          <p key={id} className="text-label text-muted">
            {t('waiting', { specialist: t(`specialist.${id}`) })}
          </p>
        ))}
      </Card>
      {status.suggestion ? <SuggestionCard suggestion={status.suggestion} status={status} /> : null}
    </>
  )
}
