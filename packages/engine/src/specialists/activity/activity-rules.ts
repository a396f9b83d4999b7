/** The rules of the activity specialist. Signs of strain turn every "more" into "keep easy". */
import type { FindingRule, SuggestionRule } from '../../rules/rule.ts'

export const activityFindings: readonly FindingRule[] = [
  {
    id: 'activity/F01',
    version: 1,
    when: [
      { fact: 'activity.steps.day', part: 'z', is: 'at most', limit: -2 },
      { fact: 'activity.steps.day', part: 'delta', is: 'at most', limit: -1000 },
    ],
    evidence: ['own-usual'],
    outcome: {
      key: 'activity.fewer-steps',
      domain: 'activity',
      urgency: 0,
      about: 'activity.steps.day',
      message: 'finding.activity.fewer-steps',
    },
  },
  {
    id: 'activity/F02',
    version: 1,
    when: [
      { fact: 'activity.steps.day', part: 'z', is: 'at least', limit: 2 },
      { fact: 'activity.steps.day', part: 'delta', is: 'at least', limit: 1000 },
    ],
    evidence: ['own-usual'],
    outcome: {
      key: 'activity.more-steps',
      domain: 'activity',
      urgency: 0,
      about: 'activity.steps.day',
      message: 'finding.activity.more-steps',
    },
  },
  {
    id: 'activity/F03',
    version: 1,
    when: [
      { fact: 'activity.steps.week', part: 'interval.high', is: 'below', limit: 0 },
      { fact: 'activity.steps.week', part: 'delta', is: 'at most', limit: -1000 },
    ],
    evidence: ['own-usual'],
    outcome: {
      key: 'activity.quieter-week',
      domain: 'activity',
      urgency: 1,
      about: 'activity.steps.week',
      message: 'finding.activity.quieter-week',
    },
  },
  {
    id: 'activity/F04',
    version: 1,
    when: [
      { fact: 'activity.steps.trend', part: 'p', is: 'below', limit: 0.05 },
      { fact: 'activity.steps.trend', part: 'value', is: 'at most', limit: -250 },
    ],
    evidence: ['trend'],
    outcome: {
      key: 'activity.falling-steps',
      domain: 'activity',
      urgency: 1,
      about: 'activity.steps.trend',
      message: 'finding.activity.falling-steps',
    },
  },
]

export const activitySuggestions: readonly SuggestionRule[] = [
  {
    id: 'activity/S01',
    version: 1,
    when: [
      { fact: 'activity.steps.week', part: 'value', is: 'below', limit: 8000 },
      { fact: 'activity.steps.goal', part: 'delta', is: 'above', limit: 0 },
    ],
    gates: ['red-flag', 'strain', 'under-18'],
    evidence: ['step-goal', 'steps-mortality'],
    outcome: {
      key: 'activity.steps.more',
      domain: 'activity',
      action: { verb: 'walk-more', amount: 'value', unit: '{steps}', forDays: 14 },
      about: 'activity.steps.goal',
      message: 'suggestion.activity.steps-goal',
      benefit: 0.6,
      urgency: 0,
      effort: 2,
    },
  },
  {
    id: 'activity/S02',
    version: 1,
    when: [{ fact: 'activity.active-minutes.week', part: 'value', is: 'below', limit: 150 }],
    gates: ['red-flag', 'strain', 'under-18'],
    evidence: ['activity-guideline'],
    outcome: {
      key: 'activity.brisk.more',
      domain: 'activity',
      action: { verb: 'move-briskly', amount: 10, unit: 'min', forDays: 14 },
      about: 'activity.active-minutes.week',
      message: 'suggestion.activity.brisk-minutes',
      benefit: 0.55,
      urgency: 0,
      effort: 2,
    },
  },
]
