'use client'
import type { AgentRun, Share } from '@nornos/contracts'
import { type LocalDay, type MetricId, numberToLocalDay } from '@nornos/health-model'
import { Button, Card, ProblemState, ProgressBar, useFormats } from '@nornos/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { agentRunQuery, isAtWork, startDailyStatus } from '#src/data/agent-runs.ts'
import { QueryFailure } from '#src/screens/failure/QueryFailure.tsx'
import { StatusReport } from '#src/screens/patient/analysis/StatusReport.tsx'

export interface AnalysisPanelProps {
  readonly share: Share
  /** The last day with data, in days since 1970-01-01; null when there are none. */
  readonly lastDay: number | null
  readonly onShow: (metric: MetricId) => void
}

/** The agents' look at what is shared with the doctor and with them. It runs only when the doctor asks for it. */
export function AnalysisPanel({ share, lastDay, onShow }: AnalysisPanelProps) {
  const t = useTranslations('analysis')
  const { timeZone, day } = useFormats()
  const run = useMutation({
    mutationFn: (asOf: LocalDay) => startDailyStatus(share, asOf, timeZone),
  })
  if (lastDay === null) {
    return (
      <Card title={t('title')}>
        <p className="text-muted">{t('noData')}</p>
      </Card>
    )
  }
  const asOf = numberToLocalDay(lastDay)
  const start = () => run.mutate(asOf)
  return (
    <Card title={t('title')} over={t('asOf', { day: day(asOf) })}>
      {run.isError ? (
        <QueryFailure error={run.error} onRetry={start} />
      ) : run.data === undefined ? (
        <>
          <p className="text-muted">{t('whatItDoes')}</p>
          <div>
            <Button tone="primary" isPending={run.isPending} onPress={start}>
              {t('start')}
            </Button>
          </div>
        </>
      ) : (
        <RunView share={share} runId={run.data} onShow={onShow} onStartAgain={start} />
      )}
    </Card>
  )
}

interface RunViewProps {
  readonly share: Share
  readonly runId: string
  readonly onShow: (metric: MetricId) => void
  readonly onStartAgain: () => void
}

function RunView({ share, runId, onShow, onStartAgain }: RunViewProps) {
  const run = useQuery(agentRunQuery(share, runId))
  if (run.isError && run.data === undefined) {
    return <QueryFailure error={run.error} onRetry={() => void run.refetch()} />
  }
  if (isAtWork(run.data)) return <AtWork run={run.data} />
  if (run.data?.result) return <StatusReport status={run.data.result} onShow={onShow} />
  return <Failed onStartAgain={onStartAgain} />
}

function AtWork({ run }: { readonly run: AgentRun | undefined }) {
  const t = useTranslations('analysis')
  return (
    <ProgressBar label={t('running')} share={null} detail={run?.state === 'waiting' ? t('waiting') : ''} />
  )
}

function Failed({ onStartAgain }: { readonly onStartAgain: () => void }) {
  const t = useTranslations('analysis')
  return (
    <ProblemState
      happened={t('failed')}
      safe={t('failedSafe')}
      next={<Button onPress={onStartAgain}>{t('startAgain')}</Button>}
    />
  )
}
