'use client'
import type { ImportState } from '@nornos/store'
import { Banner, Card, LinkButton, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'
import { ImportReport } from '#src/screens/import/ImportReport.tsx'
import { useProblemText } from '#src/shell/use-problem-text.ts'

/** What came of an import, with everything that could not be read. */
export function ImportResult({ state }: { readonly state: ImportState }) {
  const t = useTranslations('import')
  const formats = useFormats()
  const problemText = useProblemText()
  const { added, known, skipped } = state.counts
  const started = formats.dateTime(Date.parse(state.startedAt))
  const open = state.step === 'done' ? <LinkButton href={paths.health()}>{t('openHealth')}</LinkButton> : null
  return (
    <Card title={state.fileName} over={started} actions={open}>
      {state.step === 'done' ? (
        <p>
          {t('done', { count: added, readings: formats.number(added) })}{' '}
          {known > 0 ? t('known', { readings: formats.number(known) }) : null}
        </p>
      ) : null}
      {state.step === 'cancelled' ? <p>{t('cancelled', { readings: formats.number(added) })}</p> : null}
      {state.problem !== null || state.step === 'failed' ? (
        <Banner tone={state.step === 'failed' ? 'danger' : 'warn'} role="alert">
          {state.problem ? problemText(state.problem) : t('failed')} {t('nothingLost')}
        </Banner>
      ) : null}
      {skipped > 0 ? <p>{t('skipped', { count: skipped, readings: formats.number(skipped) })}</p> : null}
      <ImportReport state={state} />
    </Card>
  )
}
