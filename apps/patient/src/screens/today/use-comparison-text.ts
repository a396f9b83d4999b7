'use client'
import { useTranslations } from 'use-intl'
import type { Comparison } from '#src/screens/today/tile-values.ts'

/** "Within your usual range, 54 to 60 bpm": no figure stands without a comparison. */
export function useComparisonText(): (comparison: Comparison, figure: (value: number) => string) => string {
  const t = useTranslations('today')
  return (comparison, figure) => {
    switch (comparison.type) {
      case 'none':
        return t('usualUnknown')
      case 'within':
        return t('within', { low: figure(comparison.usual.low), high: figure(comparison.usual.high) })
      case 'above':
        return t('above', { by: figure(comparison.by) })
      case 'below':
        return t('below', { by: figure(comparison.by) })
    }
  }
}
