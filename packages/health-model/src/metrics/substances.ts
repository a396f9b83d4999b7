/** Alcohol and tobacco: the metrics of the field `substances`, one row each. Read next: metric.ts. */
import type { MetricRows } from './metric.ts'

export const substancesMetrics = {
  alcohol_drinks: {
    title: 'Alcoholic drinks',
    kind: 'sample',
    unit: '{drinks}',
    day: 'sum',
    plausible: [0, 100],
    names: {
      appleHealth: ['HKQuantityTypeIdentifierNumberOfAlcoholicBeverages'],
      oura: ['tag'],
      whoop: ['journal'],
    },
  },
  blood_alcohol: {
    title: 'Blood alcohol',
    kind: 'sample',
    unit: '%',
    day: 'latest',
    plausible: [0, 1],
    loinc: ['74859-0'],
    names: { appleHealth: ['HKQuantityTypeIdentifierBloodAlcoholContent'] },
  },
  tobacco_status: {
    title: 'Tobacco use',
    kind: 'sample',
    unit: '1',
    day: 'latest',
    codes: 'tobacco_status',
    loinc: ['72166-2'],
    names: { others: ['FHIR Observation'] },
  },
} as const satisfies MetricRows
