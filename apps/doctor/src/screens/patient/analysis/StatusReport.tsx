'use client'
import type { DailyStatus, Fact } from '@nornos/engine'
import type { MetricId } from '@nornos/health-model'
import { Banner, StatusChip } from '@nornos/ui'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { FactDetails } from '#src/screens/patient/analysis/FactDetails.tsx'
import { FindingView } from '#src/screens/patient/analysis/FindingView.tsx'
import { useEngineText } from '#src/screens/patient/analysis/use-engine-text.ts'

export interface StatusReportProps {
  readonly status: DailyStatus
  readonly onShow: (metric: MetricId) => void
}

/** A finished daily status: what needs care first, then findings with what they rest on, then what could not be said. */
export function StatusReport({ status, onShow }: StatusReportProps) {
  const t = useTranslations('analysis')
  const text = useEngineText()
  const factsById = new Map(status.facts.map((fact) => [fact.id, fact]))
  const factsOf = (ids: readonly string[]) => ids.flatMap((id) => factsById.get(id) ?? [])
  return (
    <div className="flex flex-col gap-4">
      <StatusChip tone="warn">{t('draft')}</StatusChip>
      {status.redFlags.map((flag) => (
        <Banner key={flag.rule} tone="danger" role="alert">
          {text(flag.message)}
        </Banner>
      ))}
      {status.findings.length === 0 ? (
        <p>{text(status.headline.message)}</p>
      ) : (
        <Part title={t('findings', { count: status.findings.length })}>
          <ol className="flex flex-col gap-4">
            {status.findings.map((finding) => (
              <li key={finding.key} className="border-t border-line pt-4">
                <FindingView finding={finding} facts={factsOf(finding.facts)} onShow={onShow} />
              </li>
            ))}
          </ol>
        </Part>
      )}
      {status.suggestion === null ? null : (
        <Part title={t('suggestion')}>
          <FindingView finding={status.suggestion} facts={factsOf(status.suggestion.facts)} onShow={onShow} />
        </Part>
      )}
      <FactList title={t('otherFacts')} facts={othersOf(status)} />
      <FactList title={t('gaps', { count: status.gaps.length })} facts={status.gaps} />
      <p className="text-small text-muted">
        {t('madeBy', { agent: status.agentVersion, engine: status.engineVersion })}
      </p>
    </div>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col gap-3">
      <h3 className="text-body font-semibold">{title}</h3>
      {children}
    </div>
  )
}

/** Facts without a finding are there to be checked, folded away. */
function FactList({ title, facts }: { readonly title: string; readonly facts: readonly Fact[] }) {
  const text = useEngineText()
  if (facts.length === 0) return null
  return (
    <details className="border-t border-line pt-3">
      <summary className="min-h-11 cursor-pointer py-2 font-semibold">{title}</summary>
      <ul className="flex flex-col gap-3 pb-2">
        {facts.map((fact) => (
          <li key={fact.id} className="flex flex-col gap-1 text-label">
            <p>{text(fact.message)}</p>
            <FactDetails fact={fact} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function othersOf({ facts, findings }: DailyStatus): readonly Fact[] {
  const told = new Set(findings.flatMap((finding) => finding.facts))
  return facts.filter(({ id }) => !told.has(id))
}
