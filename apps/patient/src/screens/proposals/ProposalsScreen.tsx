'use client'
import { LocalDay } from '@nornos/health-model'
import type { DeviceProblem, ProposedDocument } from '@nornos/store'
import { Banner, Card, FileDrop, LinkButton, MomentField, Page, Skeleton, TextLink } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { entriesQuery } from '#src/data/entries.ts'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { decisionsOf } from '#src/screens/proposals/decisions.ts'
import { ProposalCard } from '#src/screens/proposals/ProposalCard.tsx'
import { useProblemText } from '#src/shell/use-problem-text.ts'

type Reading =
  | { readonly state: 'waiting' }
  | { readonly state: 'reading' }
  | { readonly state: 'failed'; readonly problem: DeviceProblem }
  | { readonly state: 'read'; readonly page: ProposedDocument }

/** A laboratory PDF, line by line: nothing counts before the person has confirmed it. */
export function ProposalsScreen() {
  const t = useTranslations('proposals')
  const records = useTranslations('records')
  const problemText = useProblemText()
  const [reading, setReading] = useState<Reading>({ state: 'waiting' })
  const read = async ([file]: readonly File[]) => {
    if (file === undefined) return
    setReading({ state: 'reading' })
    const page = await (await device()).readLabPage(file)
    setReading(page.ok ? { state: 'read', page: page.value } : { state: 'failed', problem: page.error })
  }
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      over={<TextLink href={paths.records()}>{records('back')}</TextLink>}
    >
      {reading.state === 'failed' ? (
        <Banner tone="danger" role="alert">
          {problemText(reading.problem)}
        </Banner>
      ) : null}
      {reading.state === 'reading' ? <Skeleton label={t('reading')} lines={4} /> : null}
      {reading.state === 'read' ? <Lines key={reading.page.document.sha256} page={reading.page} /> : null}
      <FileDrop
        label={t('drop')}
        chooseLabel={t('choose')}
        hint={t('hint')}
        accept={['application/pdf', '.pdf']}
        isDisabled={reading.state === 'reading'}
        onFiles={(files) => void read(files)}
      />
    </Page>
  )
}

function Lines({ page }: { readonly page: ProposedDocument }) {
  const t = useTranslations('proposals')
  const [day, setDay] = useState(page.day)
  const entries = useQuery(entriesQuery({ kinds: ['confirmed', 'rejected'], limit: 500 }))
  const decisions = decisionsOf(entries.data?.entries ?? [], page.document.sha256)
  const known = LocalDay.safeParse(day)
  const { fileName } = page.document
  if (page.lines.length === 0) return <Banner>{t('none')}</Banner>
  const left = page.lines.filter(({ line }) => !decisions.has(line)).length
  return (
    <>
      <p aria-live="polite">
        {t('found', { count: page.lines.length, name: fileName })} {t('left', { count: left })}
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
        {page.lines.map((proposal) => (
          <li key={proposal.line}>
            <ProposalCard
              proposal={proposal}
              document={page.document}
              day={known.success ? known.data : null}
              decision={decisions.get(proposal.line) ?? null}
            />
          </li>
        ))}
      </ol>
      {decisions.size > 0 ? (
        <div>
          <LinkButton href={paths.labs()} tone="primary">
            {t('toLabs')}
          </LinkButton>
        </div>
      ) : null}
    </>
  )
}
