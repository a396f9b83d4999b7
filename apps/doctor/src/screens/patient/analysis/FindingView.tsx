'use client'
import { evidence, type Fact, type Finding, type Suggestion } from '@nornos/engine'
import type { MetricId } from '@nornos/health-model'
import { Button } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { FactDetails } from '#src/screens/patient/analysis/FactDetails.tsx'
import { useEngineText } from '#src/screens/patient/analysis/use-engine-text.ts'

export interface FindingViewProps {
  readonly finding: Finding | Suggestion
  readonly facts: readonly Fact[]
  readonly onShow: (metric: MetricId) => void
}

/** One statement, its numbers, the rule that made it and the evidence behind the rule. */
export function FindingView({ finding, facts, onShow }: FindingViewProps) {
  const t = useTranslations('analysis')
  const titles = useTranslations('metrics')
  const text = useEngineText()
  const [first] = facts
  return (
    <div className="flex flex-col gap-2">
      <p className="font-semibold">{text(finding.message)}</p>
      {facts.map((fact) => (
        <div key={fact.id} className="flex flex-col gap-1">
          {facts.length > 1 ? <p className="text-label">{text(fact.message)}</p> : null}
          <FactDetails fact={fact} />
        </div>
      ))}
      <p className="text-label text-muted">
        {t('rules', { count: finding.rules.length, rules: finding.rules.join(', ') })}
        {' · '}
        {t(`confidence.${levelOf(finding.confidence)}`)}
      </p>
      <details className="text-label">
        <summary className="min-h-11 cursor-pointer py-2.5 text-muted">{t('evidence')}</summary>
        <ul className="flex list-disc flex-col gap-2 pb-2 pl-5">
          {finding.evidence.map((id) => (
            <li key={id}>{t('source', { grade: evidence(id).grade, cite: evidence(id).cite })}</li>
          ))}
        </ul>
      </details>
      {first === undefined ? null : (
        <div>
          <Button tone="quiet" onPress={() => onShow(first.metric)}>
            {t('showChart', { metric: titles(first.metric) })}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Limits of our own: three words say what a decimal would only pretend to. */
function levelOf(confidence: number): 'low' | 'moderate' | 'high' {
  if (confidence >= 0.75) return 'high'
  return confidence >= 0.5 ? 'moderate' : 'low'
}
