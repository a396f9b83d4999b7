/** Mind and mood: the metrics of the field `mental_health`, one row each. Read next: metric.ts. */
import type { MetricRows } from './metric.ts'

export const mentalHealthMetrics = {
  mindful_minutes: {
    title: 'Mindful minutes',
    kind: 'sample',
    unit: 'min',
    day: 'sum',
    plausible: [0, 1440],
    names: {
      appleHealth: ['HKCategoryTypeIdentifierMindfulSession'],
      fitbit: ['mindfulness'],
      oura: ['session'],
      others: ['HC MindfulnessSession'],
    },
  },
  mood: {
    title: 'Mood (from −1 to 1)',
    kind: 'sample',
    unit: '1',
    day: 'each',
    plausible: [-1, 1],
    names: { appleHealth: ['HKStateOfMind'], fitbit: ['takeout mindfulness mood'], whoop: ['journal'] },
  },
  phq9: {
    title: 'PHQ-9 (depression questionnaire)',
    kind: 'record',
    unit: '{score}',
    day: 'latest',
    loinc: ['44261-6'],
    names: { appleHealth: ['HKScoredAssessmentTypeIdentifierPHQ9'], others: ['FHIR QuestionnaireResponse'] },
  },
  gad7: {
    title: 'GAD-7 (anxiety questionnaire)',
    kind: 'record',
    unit: '{score}',
    day: 'latest',
    loinc: ['70274-6'],
    names: { appleHealth: ['HKScoredAssessmentTypeIdentifierGAD7'], others: ['FHIR QuestionnaireResponse'] },
  },
  who5: {
    title: 'WHO-5 (well-being questionnaire)',
    kind: 'record',
    unit: '{score}',
    day: 'latest',
    names: { others: ['FHIR QuestionnaireResponse'] },
  },
  therapy_notes: {
    title: 'Therapy notes',
    kind: 'document',
    unit: '1',
    day: 'each',
    names: {},
  },
} as const satisfies MetricRows
