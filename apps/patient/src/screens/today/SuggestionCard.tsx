'use client'
import type { DailyStatus, Suggestion } from '@nornos/engine'
import { Card } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { useMessageText } from '#src/screens/today/use-message-text.ts'
import { WhyButton } from '#src/screens/today/WhyButton.tsx'

export interface SuggestionCardProps {
  readonly suggestion: Suggestion
  readonly status: DailyStatus
}

/** The one suggestion of today. */
export function SuggestionCard({ suggestion, status }: SuggestionCardProps) {
  const t = useTranslations('status')
  const text = useMessageText()
  const statement = text(suggestion.message)
  return (
    <Card tone="accent" over={t('suggestionOver')} title={t(`verb.${suggestion.action.verb}`)}>
      <p className="measure">{statement}</p>
      <div>
        <WhyButton told={suggestion} statement={statement} status={status} />
      </div>
    </Card>
  )
}
