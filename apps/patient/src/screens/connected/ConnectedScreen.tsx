'use client'
import { FlowShell, LinkButton, Page, ProblemState, Skeleton } from '@nornos/ui'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type FinishProblem, finishConnection } from '#src/data/connections.ts'
import { paths } from '#src/paths.ts'

type Outcome = { readonly name: string } | { readonly failure: FinishProblem }

/** Where a vendor sends the person back. Takes the answer out of the address at once; needs no open vault. */
export function ConnectedScreen() {
  const t = useTranslations('connected')
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  useEffect(() => {
    const answer = new URLSearchParams(location.search)
    // A second run of the effect finds the address empty.
    if (answer.size === 0) return
    history.replaceState(history.state, '', location.pathname)
    finishConnection(answer).then(
      (result) => setOutcome(typeof result === 'string' ? { failure: result } : { name: result.name }),
      () => setOutcome({ failure: 'other' }),
    )
  }, [])
  const next = <LinkButton href={paths.connections()}>{t('toConnections')}</LinkButton>
  if (outcome === null) {
    return (
      <FlowShell>
        <h1 className="sr-only">{t('title')}</h1>
        <Skeleton label={t('working')} />
      </FlowShell>
    )
  }
  return (
    <FlowShell>
      {'failure' in outcome ? (
        <Page title={t('failedTitle')}>
          <ProblemState happened={t(`failure.${outcome.failure}`)} safe={t('safe')} next={next} />
        </Page>
      ) : (
        <Page title={t('doneTitle', { name: outcome.name })} lead={t('done')} actions={next}>
          {null}
        </Page>
      )}
    </FlowShell>
  )
}
