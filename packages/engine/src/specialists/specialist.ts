/** A specialist: the fields it needs, its facts and its rules. Adding one is adding a row to `specialists`. */
import type { FieldId, MetricId } from '@nornos/health-model'
import type { Fact } from '../facts/fact.ts'
import type { FindingRule, SuggestionRule } from '../rules/rule.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import { activityFacts } from './activity/activity-facts.ts'
import { activityFindings, activitySuggestions } from './activity/activity-rules.ts'
import { recoveryFacts } from './recovery/recovery-facts.ts'
import { recoveryFindings, recoverySuggestions } from './recovery/recovery-rules.ts'
import { sleepFacts } from './sleep/sleep-facts.ts'
import { sleepFindings, sleepSuggestions } from './sleep/sleep-rules.ts'

export interface Specialist {
  readonly id: 'sleep' | 'activity' | 'recovery'
  readonly version: string
  /** Each one that is there adds facts; the recovery index also looks at sleep when it is there. */
  readonly fields: readonly FieldId[]
  readonly metrics: readonly MetricId[]
  readonly facts: (snapshot: Snapshot) => Fact[]
  readonly findings: readonly FindingRule[]
  readonly suggestions: readonly SuggestionRule[]
}

/** In the order in which they are shown. */
export const specialists: readonly Specialist[] = [
  {
    id: 'sleep',
    version: '0.1.0',
    fields: ['sleep'],
    metrics: ['sleep_hypnogram', 'sleep_total'],
    facts: sleepFacts,
    findings: sleepFindings,
    suggestions: sleepSuggestions,
  },
  {
    id: 'activity',
    version: '0.1.0',
    fields: ['activity'],
    metrics: ['steps', 'active_minutes'],
    facts: activityFacts,
    findings: activityFindings,
    suggestions: activitySuggestions,
  },
  {
    id: 'recovery',
    version: '0.1.0',
    fields: ['heart_rate', 'hrv', 'respiration_oxygen', 'temperature'],
    metrics: ['heart_rate_resting', 'hrv_rmssd', 'hrv_sdnn', 'respiratory_rate', 'spo2', 'skin_temperature'],
    facts: recoveryFacts,
    findings: recoveryFindings,
    suggestions: recoverySuggestions,
  },
]
