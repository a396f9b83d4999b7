'use client'
import type { DailyStatus, Finding, Suggestion } from '@nornos/engine'
import { Button, Dialog } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { FactDetails } from '#src/screens/today/FactDetails.tsx'

export interface WhyButtonProps {
  readonly told: Finding | Suggestion
  readonly statement: string
  readonly status: DailyStatus
}

/** "Why am I seeing this?": the rule, and each fact with its values, window and missing days. */
export function WhyButton({ told, statement, status }: WhyButtonProps) {
  const t = useTranslations('status')
  const [isOpen, setOpen] = useState(false)
  const facts = told.facts.flatMap((id) => status.facts.find((fact) => fact.id === id) ?? [])
  const version = status.specialists.find(({ id }) => id === told.domain)?.version ?? ''
  return (
    <>
      <Button tone="quiet" onPress={() => setOpen(true)}>
        {t('why')}
      </Button>
      <Dialog title={t('why')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <p>{statement}</p>
        {facts.map((fact) => (
          <FactDetails key={fact.id} fact={fact} />
        ))}
        <p className="text-label text-muted">
          {t('made', {
            confidence: t(`confidence.${confidenceWord(told.confidence)}`),
            specialist: t(`specialist.${told.domain}`),
            version,
            rules: told.rules.join(', '),
          })}
        </p>
      </Dialog>
    </>
  )
}

function confidenceWord(confidence: number): 'low' | 'moderate' | 'high' {
  if (confidence >= 0.75) return 'high'
  return confidence >= 0.5 ? 'moderate' : 'low'
}
