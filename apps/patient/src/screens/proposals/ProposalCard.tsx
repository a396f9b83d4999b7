'use client'
import type { DocumentPlace, Entry, LocalDay } from '@nornos/health-model'
import { confirmedResult } from '@nornos/importers/lab-proposals'
import type { ProposedLine } from '@nornos/store'
import { Banner, Button, Card, TextField } from '@nornos/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { startOfDay } from '#src/data/days.ts'
import { useNewEntry, useTakeBack } from '#src/data/save-entry.ts'
import { numberOf } from '#src/screens/entry/entry-draft.ts'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'

export interface ProposalCardProps {
  readonly proposal: ProposedLine
  readonly document: Pick<DocumentPlace, 'sha256' | 'fileName'>
  /** Null until the person has given one. */
  readonly day: LocalDay | null
  readonly decision: Entry | null
}

/** One line: what is printed, what it would become, and the person's word on it. */
export function ProposalCard(props: ProposalCardProps) {
  const { decision, proposal } = props
  const t = useTranslations('proposals')
  const { comparator, flag, name, range, unit, value } = proposal
  const printed = [name, comparator ?? '', String(value), flag, unit, range].filter((part) => part !== '')
  return (
    <Card title={name} over={t('line', { page: proposal.page, line: proposal.line + 1 })}>
      <p className="figures rounded-control bg-sunken px-3 py-2">
        <span className="sr-only">{t('printed')}: </span>
        {printed.join('  ')}
      </p>
      {decision === null ? <OpenLine {...props} /> : <DecidedLine decision={decision} name={proposal.name} />}
    </Card>
  )
}

function DecidedLine({ decision, name }: { readonly decision: Entry; readonly name: string }) {
  const t = useTranslations('proposals')
  const takeBack = useTakeBack()
  const undo = useMutation({ mutationFn: () => takeBack(decision.entryId) })
  return (
    <>
      <Banner tone={decision.content.kind === 'confirmed' ? 'ok' : 'neutral'}>
        {t(decision.content.kind === 'confirmed' ? 'confirmed' : 'rejected')}
      </Banner>
      {undo.isError ? <FailedBanner /> : null}
      <div>
        <Button tone="quiet" isPending={undo.isPending} onPress={() => undo.mutate()}>
          {t('undoOf', { name })}
        </Button>
      </div>
    </>
  )
}

function FailedBanner() {
  const t = useTranslations('proposals')
  return (
    <Banner tone="danger" role="alert">
      {t('failed')}
    </Banner>
  )
}

function OpenLine({ day, document, proposal }: ProposalCardProps) {
  const t = useTranslations('proposals')
  const { zone } = useOpenVault()
  const newEntry = useNewEntry()
  const [isCorrecting, setCorrecting] = useState(false)
  const [name, setName] = useState(proposal.name)
  const [value, setValue] = useState(String(proposal.value))
  const [unit, setUnit] = useState(proposal.unit)
  const number = numberOf(value)
  const place: DocumentPlace = { ...document, page: proposal.page, line: proposal.line }
  const decide = useMutation({
    mutationFn: (accept: boolean) => {
      if (!accept) {
        return newEntry({ at: Date.now(), zone, content: { kind: 'rejected', document: place } })
      }
      if (day === null || number === null) throw new Error('nothing to confirm yet')
      const correction = { name: name.trim(), value: number, unit: unit.trim() }
      const result = confirmedResult(proposal, correction, day, place)
      if (result === null) throw new Error('not a result that a record can hold')
      const content = { kind: 'confirmed', document: place, ...result } as const
      return newEntry({ at: startOfDay(day, zone), zone, content })
    },
  })
  return (
    <>
      {isCorrecting ? (
        <div className="grid gap-3 sm:grid-cols-3">
          <TextField label={t('test')} value={name} lengthMax={200} onChange={setName} />
          <TextField
            label={t('value')}
            value={value}
            inputMode="decimal"
            lengthMax={12}
            error={number === null ? t('notNumber') : undefined}
            onChange={setValue}
          />
          <TextField label={t('unit')} value={unit} lengthMax={40} onChange={setUnit} />
        </div>
      ) : null}
      {decide.isError ? <FailedBanner /> : null}
      <div className="flex flex-wrap gap-3">
        <Button
          isDisabled={day === null || number === null || name.trim() === ''}
          isPending={decide.isPending}
          onPress={() => decide.mutate(true)}
        >
          {t('acceptOf', { name: proposal.name })}
        </Button>
        {isCorrecting ? null : (
          <Button tone="quiet" onPress={() => setCorrecting(true)}>
            {t('correct')}
            <span className="sr-only">{proposal.name}</span>
          </Button>
        )}
        <Button tone="quiet" isPending={decide.isPending} onPress={() => decide.mutate(false)}>
          {t('reject')}
          <span className="sr-only">{proposal.name}</span>
        </Button>
      </div>
    </>
  )
}
