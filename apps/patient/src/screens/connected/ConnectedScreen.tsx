'use client'
import { FlowShell, LinkButton, Page, ProblemState, Skeleton } from '@nornos/ui'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { tellConnected } from '#src/data/connection-return.ts'
import { type FinishProblem, finishConnection } from '#src/data/connections.ts'
import { paths } from '#src/paths.ts'

type Outcome =
  /** `isHeard`: by another tab, where the vault is open. */
  { readonly name: string; readonly isHeard: boolean } | { readonly failure: FinishProblem }

/** Where a vendor sends the person back. Takes the answer out of the address at once; needs no open vault. */
export function ConnectedScreen() {
  const t = useTranslations('connected')
  const shell = useTranslations('shell')
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const hasBegun = useRef(false)
  useEffect(() => {
    // A second run of the effect would find the address empty.
    if (hasBegun.current) return
    hasBegun.current = true
    const answer = new URLSearchParams(location.search)
    history.replaceState(history.state, '', location.pathname)
    outcomeOf(answer).then(setOutcome, () => setOutcome({ failure: 'other' }))
  }, [])
  if (outcome === null) {
    return (
      <FlowShell>
        <h1 className="sr-only">{t('title')}</h1>
        <Skeleton label={t('working')} />
      </FlowShell>
    )
  }
  if ('failure' in outcome) {
    const next = <LinkButton href={paths.sources()}>{t('toConnections')}</LinkButton>
    return (
      <FlowShell>
        <Page title={t(outcome.failure === 'too-late' ? 'unsureTitle' : 'failedTitle')}>
          <ProblemState
            happened={t(`failure.${outcome.failure}`)}
            safe={t(outcome.failure === 'too-late' ? 'unsure' : 'safe')}
            next={next}
          />
        </Page>
      </FlowShell>
    )
  }
  const { isHeard, name } = outcome
  return (
    <FlowShell>
      <Page title={shell('connected', { name })} lead={t('done')}>
        <p className="measure">{t(isHeard ? 'stillOpen' : 'unlockNext')}</p>
        <div>
          <LinkButton href={paths.sources()} tone={isHeard ? 'quiet' : 'primary'}>
            {t(isHeard ? 'goOnHere' : 'toConnections')}
          </LinkButton>
        </div>
      </Page>
    </FlowShell>
  )
}

async function outcomeOf(answer: URLSearchParams): Promise<Outcome> {
  const result = await finishConnection(answer)
  if (typeof result === 'string') return { failure: result }
  return { name: result.name, isHeard: await tellConnected(result.name) }
}
