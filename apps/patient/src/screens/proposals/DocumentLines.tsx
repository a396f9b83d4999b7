'use client'
import { LocalDay } from '@nornos/health-model'
import type { ProposedDocument, ProposedLine } from '@nornos/store'
import { Card, LinkButton, MomentField } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'
import { ProposalCard } from '#src/screens/proposals/ProposalCard.tsx'

/** Those on which the person has not said a word. */
export function openLines(lines: readonly ProposedLine[]): readonly ProposedLine[] {
  return lines.filter(({ decision }) => decision === null)
}

/** A laboratory PDF, line by line: nothing counts before the person has confirmed it. */
export function DocumentLines({ proposed }: { readonly proposed: ProposedDocument }) {
  const t = useTranslations('proposals')
  const { document, lines } = proposed
  const [day, setDay] = useState(proposed.day)
  const known = LocalDay.safeParse(day)
  const left = openLines(lines).length
  return (
    <>
      <p aria-live="polite">
        {t('found', { count: lines.length, name: document.fileName })} {t('left', { count: left })}
      </p>
      <Card>
        <div className="max-w-xs">
          <MomentField
            type="date"
            label={t('day')}
            hint={t('dayHint')}
            value={day}
            error={known.success ? undefined : t('dayNeeded')}
            onChange={setDay}
          />
        </div>
      </Card>
      <ol className="grid gap-4 lg:grid-cols-2">
        {lines.map((proposal) => (
          <li key={proposal.line}>
            <ProposalCard
              proposal={proposal}
              document={document}
              day={known.success ? known.data : null}
              decision={proposal.decision}
            />
          </li>
        ))}
      </ol>
      {left < lines.length ? (
        <div>
          <LinkButton href={paths.labs()} tone="primary">
            {t('toLabs')}
          </LinkButton>
        </div>
      ) : null}
    </>
  )
}
