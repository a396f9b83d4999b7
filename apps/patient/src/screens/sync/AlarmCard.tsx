'use client'
import { Button, Card, LinkButton, useFormats } from '@nornos/ui'
import { Download, RefreshCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { syncReportQuery } from '#src/data/sync-report.ts'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { ClearButton } from '#src/screens/sync/ClearButton.tsx'
import { saveText } from '#src/screens/sync/save-text.ts'
import type { Alarm, Recheck } from '#src/screens/sync/use-recheck.ts'
import { useAct } from '#src/shell/use-act.ts'

export interface AlarmCardProps {
  readonly alarm: Alarm
  readonly recheck: Recheck
}

/** What happened, what is safe, what to do; with the evidence, and a way on that cannot do harm. */
export function AlarmCard(props: AlarmCardProps) {
  const t = useTranslations('syncScreen.alarm')
  const formats = useFormats()
  const { alarm } = props
  return (
    <Card title={t('title')} actions={<AlarmActions {...props} />}>
      <p className="measure" role="alert">
        {t(`happened.${happenedKey(alarm)}`)}
      </p>
      <p className="text-label text-muted">
        {t('since', { when: formats.dateTime(Date.parse(alarm.since)) })}
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

function AlarmActions({ alarm, recheck }: AlarmCardProps) {
  const t = useTranslations('syncScreen.alarm')
  const act = useAct([syncReportQuery.queryKey])
  const accept = () => void act.run(async () => (await device()).acceptRestore())
  const save = () =>
    saveText(`nornos-evidence-${alarm.since.slice(0, 10)}.json`, JSON.stringify(alarm, null, 2))
  return (
    <>
      <Button
        isDisabled={recheck.step === 'running'}
        icon={<RefreshCw aria-hidden="true" className="size-5" />}
        onPress={() => recheck.begin(alarm)}
      >
        {recheck.step === 'running' ? t('rechecking') : t('recheck')}
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
      {alarm.reason === 'device_removed' ? <ClearButton /> : null}
      <output className="measure">
        {recheck.step === 'still' || recheck.step === 'unseen' ? t(recheck.step) : (act.failure ?? '')}
      </output>
    </>
  )
}

function happenedKey({ by, reason }: Alarm) {
  if (by === 'witness' && reason === 'rollback') return 'rollbackWitness'
  if (by === 'witness' && reason === 'fork') return 'forkWitness'
  if (by === 'witness' && reason === 'restored') return 'restoredWitness'
  return reason
}
