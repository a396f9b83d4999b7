'use client'
import type { FieldId } from '@nornos/health-model'
import type { MetricOverview } from '@nornos/store'
import { Card } from '@nornos/ui'
import { MetricList } from '#src/screens/health/MetricList.tsx'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

export interface FieldCardProps {
  readonly field: FieldId
  readonly metrics: readonly MetricOverview[]
}

/** One field with what was measured of it. */
export function FieldCard({ field, metrics }: FieldCardProps) {
  const { fieldTitle } = useCatalogue()
  return (
    <Card title={fieldTitle(field)}>
      <MetricList metrics={metrics} />
    </Card>
  )
}
