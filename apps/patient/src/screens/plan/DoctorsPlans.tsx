'use client'
import type { TreatmentPlan } from '@nornos/health-model'
import { Card } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { PlanDetails } from '#src/screens/plan/PlanDetails.tsx'

/** Plans that doctors sent and the person accepted. */
export function DoctorsPlans({ plans }: { readonly plans: readonly TreatmentPlan[] }) {
  const t = useTranslations('planItems')
  return (
    <ul aria-label={t('title')} className="flex flex-col gap-4">
      {plans.map((plan) => (
        <li key={`${plan.writtenAt} ${plan.title}`}>
          <Card title={plan.title}>
            <PlanDetails plan={plan} />
          </Card>
        </li>
      ))}
    </ul>
  )
}
