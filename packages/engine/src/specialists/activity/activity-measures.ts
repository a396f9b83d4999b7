/** What the activity specialist compares with the person's usual. A day counts once it is over. */
import type { Measure } from '../../facts/measure.ts'

export const steps: Measure = {
  id: 'activity.steps',
  metric: 'steps',
  unit: '{steps}',
  decimals: 0,
  scale: 'plain',
  floor: 800,
  relevantChange: 1000,
  daysBehind: 1,
  validMin: 100,
  grade: 'A',
  evidence: ['steps-mortality', 'own-usual'],
  messages: { day: 'fact.steps.day', week: 'fact.steps.week', trend: 'fact.steps.trend' },
}

export const activeMinutes: Measure = {
  id: 'activity.active-minutes',
  metric: 'active_minutes',
  unit: 'min',
  decimals: 0,
  scale: 'plain',
  floor: 10,
  relevantChange: 20,
  daysBehind: 1,
  grade: 'A',
  evidence: ['activity-guideline', 'own-usual'],
  messages: {},
}
