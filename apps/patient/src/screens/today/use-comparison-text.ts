'use client'
import { useTranslations } from 'use-intl'
import type { Comparison } from '#src/screens/today/tile-values.ts'

export interface ComparisonWords {
  readonly figure: (value: number) => string
  readonly range: (low: number, high: number) => string
}

/** "Within your usual range, 54 to 60 bpm": no figure stands without a comparison. */
export function useComparisonText(): (comparison: Comparison, words: ComparisonWords) => string {
  const t = useTranslations('today')
  return (comparison, { figure, range }) => {
    switch (comparison.type) {
      case 'none':
        return t('usualUnknown')
      case 'within':
        return t('within', { range: range(comparison.usual.low, comparison.usual.high) })
      case 'unfinished':
        return t('usualDay', { range: range(comparison.usual.low, comparison.usual.high) })
      case 'above':
        return t('above', { by: figure(comparison.by) })
      case 'below':
        return t('below', { by: figure(comparison.by) })
    }
  }
}
