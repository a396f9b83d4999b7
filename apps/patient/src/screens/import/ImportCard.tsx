'use client'
import { metric } from '@nornos/health-model'
import type { ImportPreview, ImportState } from '@nornos/store'
import { Button, Card, ProgressBar, useFormats } from '@nornos/ui'
import { Sparkline } from '@nornos/ui/charts'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import { toneOfField, useCatalogue } from '#src/shell/use-catalogue.ts'
import { useWakeLock } from '#src/shell/use-wake-lock.ts'

/** An import at work: how far, how many, about how long, and the way to stop it. */
export function ImportCard({ state }: { readonly state: ImportState }) {
  const t = useTranslations('import')
  const formats = useFormats()
  useWakeLock()
  const cancel = async () => (await device()).cancelImport(state.importId)
  if (state.step === 'waiting') return <WaitingCard state={state} onCancel={() => void cancel()} />
  const share = state.bytesTotal === 0 ? null : state.bytesRead / state.bytesTotal
  const left =
    state.secondsLeft === null ? '' : t('left', { time: formats.duration(state.secondsLeft * 1_000) })
  const readings = t('soFar', { count: state.readings, readings: formats.number(state.readings) })
  return (
    <Card
      actions={
        <Button tone="quiet" onPress={() => void cancel()}>
          {t('cancel')}
        </Button>
      }
    >
      <ProgressBar
        label={t('importing', { source: state.source === '' ? state.fileName : state.source })}
        share={share}
        detail={left === '' ? readings : `${readings}, ${left}`}
      />
      {state.preview ? <FirstChart preview={state.preview} /> : null}
      <p className="text-label text-muted">{t(`step.${stepOf(state.step)}`)}</p>
    </Card>
  )
}

/** What is there already, while the rest is being read. */
function FirstChart({ preview }: { readonly preview: ImportPreview }) {
  const t = useTranslations('import')
  const formats = useFormats()
  const catalogue = useCatalogue()
  const { from, metric: id, to, values } = preview
  const text = t('firstChart', {
    metric: catalogue.metricTitle(id),
    from: formats.date(from),
    to: formats.date(to - 1),
  })
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Sparkline summary={text} values={values} tone={toneOfField(metric(id).field)} />
      <span className="figures text-label text-muted">{text}</span>
    </div>
  )
}

interface WaitingCardProps {
  readonly state: ImportState
  readonly onCancel: () => void
}

function WaitingCard({ state, onCancel }: WaitingCardProps) {
  const t = useTranslations('import')
  return (
    <Card
      actions={
        <Button tone="quiet" onPress={onCancel}>
          {t('cancel')}
        </Button>
      }
    >
      <p className="break-all font-semibold">{state.fileName}</p>
      <p className="text-label text-muted">{t('waiting')}</p>
    </Card>
  )
}

function stepOf(step: ImportState['step']): 'reading' | 'sealing' | 'sending' {
  return step === 'sealing' || step === 'sending' ? step : 'reading'
}
