'use client'
import type { MetricId } from '@nornos/health-model'
import { useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { lookOf } from './metric-look.ts'

export interface MetricFormat {
  /** The unit's word; empty for a bare number. */
  readonly unit: string
  /** A canonical value with its unit. */
  readonly figure: (value: number) => string
}

export function useMetricFormat(id: MetricId): MetricFormat {
  const t = useTranslations('units')
  const formats = useFormats()
  const { unit, factor, digits } = lookOf(id)
  const word = t.has(unit) ? t(unit) : unit.replaceAll(/[{}[\]]/g, '')
  return {
    unit: word,
    figure: (value) => `${formats.number(value * factor, digits)} ${word}`.trim(),
  }
}
