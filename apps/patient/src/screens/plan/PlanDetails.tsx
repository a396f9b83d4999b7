'use client'
import type { TreatmentPlan } from '@nornos/health-model'
import { useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'

/** What a doctor's plan says. */
export function PlanDetails({ plan }: { readonly plan: TreatmentPlan }) {
  const t = useTranslations('planItems')
  const formats = useFormats()
  return (
    <div className="flex flex-col gap-3">
      <p className="text-label text-muted">
        {t('from', { name: plan.author.name, organization: plan.author.organization })}.{' '}
        {t('written', { when: formats.date(Date.parse(plan.writtenAt)) })}
      </p>
      {plan.summary === '' ? null : <p className="measure whitespace-pre-wrap">{plan.summary}</p>}
      <Lines title={t('goals')} lines={plan.goals} />
      <Lines
        title={t('actions')}
        lines={plan.actions.map(({ frequency, text, until }) =>
          [text, frequency, until === null ? '' : t('until', { day: formats.day(until) })]
            .filter((part) => part !== '')
            .join(', '),
        )}
      />
      {plan.reviewOn === null ? null : <p>{t('review', { day: formats.day(plan.reviewOn) })}</p>}
    </div>
  )
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <div>
      <h3 className="font-semibold">{title}</h3>
      <ul className="list-disc pl-6">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}
