'use client'
import { type MetricId, QuestionnaireId, questionnaire } from '@nornos/health-model'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

export interface Titled {
  readonly metric: MetricId
  readonly title: string
}

/** The words of the source; where it has none, or only a code of a vendor, those of the catalogue. */
export function useRecordTitle(): (record: Titled) => string {
  const { metricTitle } = useCatalogue()
  return ({ metric, title }) => {
    const known = QuestionnaireId.safeParse(title)
    if (known.success) return questionnaire(known.data).name
    const plain = title.replace(/^HK\w+TypeIdentifier/, '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    return plain.trim() === '' ? metricTitle(metric) : plain
  }
}
