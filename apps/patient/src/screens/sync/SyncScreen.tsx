'use client'
import type { SyncReport } from '@nornos/store'
import { Banner, Button, Card, DefinitionList, Page, Skeleton, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { syncReportQuery } from '#src/data/sync-report.ts'
import { device } from '#src/keys/device.ts'
import { AlarmCard } from '#src/screens/sync/AlarmCard.tsx'
import { ConflictsCard } from '#src/screens/sync/ConflictsCard.tsx'
import { HistoryCard } from '#src/screens/sync/HistoryCard.tsx'
import { RestoredCard } from '#src/screens/sync/RestoredCard.tsx'
import { useRecheck } from '#src/screens/sync/use-recheck.ts'
import { WaitingCard } from '#src/screens/sync/WaitingCard.tsx'
import { SyncStatus } from '#src/shell/SyncStatus.tsx'

/** What of this device is in the vault, what waits, what was changed twice, and what does not fit. */
export function SyncScreen() {
  const t = useTranslations('syncScreen')
  const { data: report, isError } = useQuery(syncReportQuery)
  const recheck = useRecheck()
  const alarm = recheck.alarm ?? report?.alarm ?? null
  return (
    <Page title={t('title')} lead={t('lead')}>
      {isError && (
        <Banner tone="warn" role="alert">
          {t('failed')}
        </Banner>
      )}
      {recheck.step === 'cleared' && alarm === null && <Banner tone="ok">{t('alarm.cleared')}</Banner>}
      {recheck.step === 'unseen' && alarm === null && (
        <Banner tone="warn" role="alert">
          {t('alarm.unseen')}
        </Banner>
      )}
      {report === undefined && !isError && <Skeleton label={t('loading')} />}
      {report && (
        <div className="grid gap-4 lg:grid-cols-2 lg:items-start">
          {alarm && <AlarmCard alarm={alarm} recheck={recheck} />}
          {report.restore?.step === 'done' && <RestoredCard restore={report.restore} />}
          <NowCard report={report} isAlarmed={alarm !== null} />
          <WaitingCard waiting={report.waiting} />
          <ConflictsCard />
          <HistoryCard history={report.history} />
        </div>
      )}
    </Page>
  )
}

function NowCard({ report, isAlarmed }: { readonly report: SyncReport; readonly isAlarmed: boolean }) {
  const t = useTranslations('syncScreen')
  const formats = useFormats()
  const { quota, step } = report
  const room =
    quota === null
      ? []
      : [
          {
            term: t('room'),
            description: t('roomUsed', {
              used: formats.bytes(quota.usedBytes),
              all: formats.bytes(quota.maxBytes),
            }),
          },
        ]
  const syncNow = async () => (await device()).syncNow()
  const action = (
    <Button icon={<RefreshCw aria-hidden="true" className="size-5" />} onPress={() => void syncNow()}>
      {t('now')}
    </Button>
  )
  return (
    <Card title={t('state')} actions={isAlarmed ? null : action}>
      <SyncStatus />
      <DefinitionList items={[...room, { term: t('step'), description: formats.number(step) }]} />
      <p className="measure text-label text-muted">{t('stepHint')}</p>
    </Card>
  )
}
