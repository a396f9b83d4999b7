'use client'
import type { SyncReport } from '@nornos/store'
import { Button, Card, DateText, LinkButton } from '@nornos/ui'
import { Download, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { syncReportQuery } from '#src/data/sync-report.ts'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { saveText } from '#src/screens/sync/save-text.ts'
import { useAct } from '#src/shell/use-act.ts'

type Alarm = NonNullable<SyncReport['alarm']>

/** What happened, what is safe, what to do; with the evidence, and a way on that cannot do harm. */
export function AlarmCard({ alarm }: { readonly alarm: Alarm }) {
  const t = useTranslations('syncScreen.alarm')
  return (
    <Card title={t('title')} actions={<AlarmActions alarm={alarm} />}>
      <p className="measure" role="alert">
        {t(`happened.${happenedKey(alarm)}`)}
      </p>
      <p className="text-label text-muted">
        {t.rich('since', { when: () => <DateText at={Date.parse(alarm.since)} /> })}
      </p>
      <h3 className="text-label font-semibold">{t('safeTitle')}</h3>
      <p className="measure">{t('safe')}</p>
      <h3 className="text-label font-semibold">{t('nextTitle')}</h3>
      <p className="measure">{t(`next.${alarm.reason}`)}</p>
      <p className="measure text-label text-muted">
        {t('recheckHint')} {t('evidenceHint')}
      </p>
    </Card>
  )
}

function AlarmActions({ alarm }: { readonly alarm: Alarm }) {
  const t = useTranslations('syncScreen.alarm')
  const [outcome, setOutcome] = useState<'idle' | 'running' | 'still' | 'cleared'>('idle')
  const recheck = async () => {
    setOutcome('running')
    const { state } = await (await device()).recheckVault()
    setOutcome(state === 'alarm' ? 'still' : 'cleared')
  }
  const act = useAct([syncReportQuery.queryKey])
  const accept = () => void act.run(async () => (await device()).acceptRestore())
  const save = () =>
    saveText(`nornos-evidence-${alarm.since.slice(0, 10)}.json`, JSON.stringify(alarm, null, 2))
  return (
    <>
      <Button
        isDisabled={outcome === 'running'}
        icon={<RefreshCw aria-hidden="true" className="size-5" />}
        onPress={() => void recheck()}
      >
        {outcome === 'running' ? t('rechecking') : t('recheck')}
      </Button>
      {alarm.reason === 'restored' ? (
        <Button tone="primary" isDisabled={act.isPending} onPress={accept}>
          {act.isPending ? t('accepting') : t('accept')}
        </Button>
      ) : null}
      <Button icon={<Download aria-hidden="true" className="size-5" />} onPress={save}>
        {t('evidence')}
      </Button>
      <LinkButton href={paths.leaving()}>{t('restore')}</LinkButton>
      <output className="measure">
        {outcome === 'still' || outcome === 'cleared' ? t(outcome) : (act.failure ?? '')}
      </output>
    </>
  )
}

function happenedKey({ by, reason }: Alarm) {
  if (by === 'witness' && reason === 'rollback') return 'rollbackWitness'
  if (by === 'witness' && reason === 'fork') return 'forkWitness'
  return reason
}
