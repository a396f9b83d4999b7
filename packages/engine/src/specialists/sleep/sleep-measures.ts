/** What the sleep specialist compares with the person's usual. */
import type { Measure } from '../../facts/measure.ts'

export const timeAsleep: Measure = {
  id: 'sleep.total',
  metric: 'sleep_total',
  unit: 'min',
  decimals: 0,
  scale: 'plain',
  floor: 20,
  relevantChange: 20,
  daysBehind: 0,
  grade: 'A',
  evidence: ['adult-sleep-need', 'own-usual'],
  messages: { day: 'fact.sleep-total.day', week: 'fact.sleep-total.week', trend: 'fact.sleep-total.trend' },
}
