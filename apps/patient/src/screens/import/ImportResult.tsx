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
  const { counts, filesApart } = state
  const { skipped } = counts
  const started = formats.dateTime(Date.parse(state.startedAt))
  const open = state.step === 'done' ? <WayOn state={state} /> : null
  return (
    <Card title={state.fileName} over={started} actions={open}>
      {state.step === 'done' ? <WhatCameIn state={state} /> : null}
      {state.step === 'interrupted' ? <Interrupted state={state} /> : null}
      {state.step === 'cancelled' ? <p>{t('cancelled')}</p> : null}
      {state.problem !== null || state.step === 'failed' ? (
        <Banner tone={state.step === 'failed' ? 'danger' : 'warn'} role="alert">
          {state.problem ? problemText(state.problem) : t('failed')} {t('nothingLost')}
        </Banner>
      ) : null}
      {skipped > 0 ? <p>{t('skipped', { count: skipped, readings: formats.number(skipped) })}</p> : null}
      {filesApart > 0 ? <p>{t('apart', { count: filesApart, files: formats.number(filesApart) })}</p> : null}
      <ImportReport state={state} />
    </Card>
  )
}

/** To the results that wait for the person's word, else to the data. */
function WayOn({ state }: { readonly state: ImportState }) {
  const t = useTranslations('import')
  const [first, ...others] = state.documents.filter(({ proposals }) => proposals > 0)
  if (first === undefined) return <LinkButton href={paths.health()}>{t('openHealth')}</LinkButton>
  const where = others.length === 0 ? paths.proposals(first.sha256) : paths.proposals()
  return (
    <LinkButton href={where} tone="primary">
      {t('openResults')}
    </LinkButton>
  )
}

function Interrupted({ state }: { readonly state: ImportState }) {
  const t = useTranslations('import')
  const formats = useFormats()
  const share = formats.percent(state.bytesRead / state.bytesTotal)
  return (
    <Banner tone="warn" role="status">
      {t('interrupted', { share, file: state.fileName })}{' '}
      {t('keptSoFar', { readings: formats.number(state.readings) })}
    </Banner>
  )
}

function WhatCameIn({ state }: { readonly state: ImportState }) {
  const t = useTranslations('import')
  const formats = useFormats()
  const { added, known } = state.counts
  const readings = formats.number(added)
  return (
    <p>
      {state.newSince !== null && added > 0
        ? t('newSince', { readings, day: formats.date(Date.parse(state.newSince)) })
        : t('done', { count: added, readings })}{' '}
      {known > 0 ? t('known', { readings: formats.number(known) }) : null}
    </p>
  )
}
