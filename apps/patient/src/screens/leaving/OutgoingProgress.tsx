'use client'
import { Banner, Button, ProgressBar, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { useLeavingText } from '#src/screens/leaving/use-leaving-text.ts'
import type { Outgoing } from '#src/screens/leaving/use-outgoing.ts'

/** How far a file has come, and how it ended. */
export function OutgoingProgress({
  outgoing,
  label,
  done,
}: {
  readonly outgoing: Outgoing
  readonly label: string
  readonly done: string
}) {
  const t = useTranslations('leaving')
  const formats = useFormats()
  const leavingText = useLeavingText()
  const { state } = outgoing
  switch (state.step) {
    case 'idle':
      return null
    case 'running':
      return (
        <div className="flex flex-col gap-3">
          <ProgressBar label={label} share={state.share} detail={formats.bytes(state.bytes)} />
          <div>
            <Button onPress={outgoing.cancel}>{t('cancel')}</Button>
          </div>
        </div>
      )
    case 'done':
      if (state.missing.length > 0) {
        return (
          <Banner tone="warn" role="alert">
            {t('incomplete', { count: state.missing.length, names: state.missing.slice(0, 5).join(', ') })}
          </Banner>
        )
      }
      return (
        <Banner tone="ok">
          {done} {formats.bytes(state.bytes)}
        </Banner>
      )
    case 'failed':
      return (
        <Banner tone="danger" role="alert">
          {leavingText(state.problem)}
        </Banner>
      )
  }
}
