/** Cycle, pregnancy, sexual health: the metrics of the field `reproductive`, one row each. Read next: metric.ts. */
import type { MetricRows } from './metric.ts'

export const reproductiveMetrics = {
  menstrual_flow: {
    title: 'Menstrual flow',
    kind: 'sample',
    unit: '1',
    day: 'latest',
    codes: 'menstrual_flow',
    names: {
      appleHealth: ['HKCategoryTypeIdentifierMenstrualFlow'],
      garmin: ['menstrualCycle'],
      whoop: ['journal'],
      others: ['HC MenstruationFlow', 'HC MenstruationPeriod'],
    },
  },
  cycle_phase: {
    title: 'Cycle phase',
    kind: 'sample',
    unit: '1',
    day: 'latest',
    codes: 'cycle_phase',
    names: { garmin: ['menstrualTrackingSummary.currentPhaseType'] },
  },
  last_period_start: {
    title: 'Start of the last period',
    kind: 'record',
    unit: '1',
    day: 'latest',
    loinc: ['8665-2'],
    names: { garmin: ['periodStartDate'] },
  },
  ovulation_test: {
    title: 'Ovulation test',
    kind: 'sample',
    unit: '1',
    day: 'latest',
    codes: 'ovulation_test',
    names: { appleHealth: ['HKCategoryTypeIdentifierOvulationTestResult'], others: ['HC OvulationTest'] },
  },
  cervical_mucus: {
    title: 'Cervical mucus',
    kind: 'sample',
    unit: '1',
    day: 'latest',
    codes: 'cervical_mucus',
    names: { appleHealth: ['HKCategoryTypeIdentifierCervicalMucusQuality'], others: ['HC CervicalMucus'] },
  },
  pregnancy: {
    title: 'Pregnancy',
    kind: 'sample',
    unit: '1',
    day: 'each',
    codes: 'pregnancy',
    loinc: ['82810-3'],
    names: {
      appleHealth: ['HKCategoryTypeIdentifierPregnancy', 'HKCategoryTypeIdentifierPregnancyTestResult'],
      others: ['FHIR'],
    },
  },
  contraceptive: {
    title: 'Contraception',
    kind: 'sample',
    unit: '1',
    day: 'each',
    codes: 'contraceptive',
    names: { appleHealth: ['HKCategoryTypeIdentifierContraceptive'] },
  },
  sexual_activity: {
    title: 'Sexual activity',
    kind: 'sample',
    unit: '{event}',
    day: 'count',
    plausible: [0, 100],
    names: { appleHealth: ['HKCategoryTypeIdentifierSexualActivity'], others: ['HC SexualActivity'] },
  },
} as const satisfies MetricRows
