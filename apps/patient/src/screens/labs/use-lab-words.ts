'use client'
import type { LabResult } from '@nornos/health-model'
import { useTranslations } from 'use-intl'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

/** What a result is called and how it stands against the printed range. */
export function useLabWords() {
  const t = useTranslations('labs')
  const { metricTitle } = useCatalogue()
  return {
    name: ({ metric, name }: LabResult) =>
      metric === 'lab_other' ? name || metricTitle(metric) : metricTitle(metric),
    flag: ({ flag }: LabResult) => (flag === null ? '–' : t(`flags.${flag}`)),
  }
}
