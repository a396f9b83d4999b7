/**
 * The rules of the recovery specialist. IW1 to IW4 say "signs of physical strain", never what causes them: false
 * alarms are at most 0.9 in 100 nights for IW1 and 0.3 in 100 for IW2 (independent signs).
 */
import type { FindingRule, SuggestionRule } from '../../rules/rule.ts'

const strain = { key: 'recovery.strain', domain: 'recovery', closes: 'strain' } as const

const raisedTwoNights = [
  { fact: 'recovery.resting-heart-rate.two-nights', part: 'delta', is: 'at least', limit: 3 },
  { fact: 'recovery.resting-heart-rate.two-nights', part: 'z', is: 'at least', limit: 2 },
] as const

const manySigns = (limit: number) =>
  ({ fact: 'recovery.signs', part: 'value', is: 'at least', limit }) as const

const byHeartRate = {
  about: 'recovery.resting-heart-rate.two-nights',
  message: 'finding.recovery.strain-heart-rate',
} as const

const bySigns = { about: 'recovery.signs', message: 'finding.recovery.strain-signs' } as const

export const recoveryFindings: readonly FindingRule[] = [
  {
    id: 'recovery/IW1',
    version: 1,
    when: raisedTwoNights,
    evidence: ['illness-warning', 'resting-heart-rate'],
    outcome: { ...strain, ...byHeartRate, urgency: 2 },
  },
  {
    id: 'recovery/IW2',
    version: 1,
    when: [manySigns(2)],
    evidence: ['illness-warning', 'breathing-rate'],
    outcome: { ...strain, ...bySigns, urgency: 2 },
  },
  {
    id: 'recovery/IW3',
    version: 1,
    when: [...raisedTwoNights, manySigns(2)],
    evidence: ['illness-warning', 'resting-heart-rate'],
    outcome: { ...strain, ...bySigns, message: 'finding.recovery.strain-strong', urgency: 3 },
  },
  {
    id: 'recovery/IW4',
    version: 1,
    when: [manySigns(3)],
    evidence: ['illness-warning', 'breathing-rate'],
    outcome: { ...strain, ...bySigns, message: 'finding.recovery.strain-strong', urgency: 3 },
  },
  {
    id: 'recovery/F01',
    version: 1,
    when: [{ fact: 'recovery.hrv-rmssd.week', part: 'z', is: 'below', limit: -1 }],
    evidence: ['hrv-week'],
    outcome: {
      key: 'recovery.low-variability',
      domain: 'recovery',
      urgency: 1,
      about: 'recovery.hrv-rmssd.week',
      message: 'finding.recovery.low-rmssd',
    },
  },
  {
    id: 'recovery/F02',
    version: 1,
    when: [{ fact: 'recovery.hrv-sdnn.week', part: 'z', is: 'below', limit: -1 }],
    evidence: ['hrv-week'],
    outcome: {
      key: 'recovery.low-variability',
      domain: 'recovery',
      urgency: 1,
      about: 'recovery.hrv-sdnn.week',
      message: 'finding.recovery.low-sdnn',
    },
  },
  {
    id: 'recovery/F03',
    version: 1,
    when: [
      { fact: 'recovery.resting-heart-rate.week', part: 'interval.low', is: 'above', limit: 0 },
      { fact: 'recovery.resting-heart-rate.week', part: 'delta', is: 'at least', limit: 3 },
    ],
    evidence: ['resting-heart-rate'],
    outcome: {
      key: 'recovery.raised-heart-rate-week',
      domain: 'recovery',
      urgency: 1,
      about: 'recovery.resting-heart-rate.week',
      message: 'finding.recovery.raised-heart-rate-week',
    },
  },
]

const easy = {
  key: 'recovery.keep-easy',
  domain: 'recovery',
  action: { verb: 'keep-easy', amount: 1, unit: 'd', forDays: 1 },
  benefit: 0.5,
  effort: 1,
} as const

export const recoverySuggestions: readonly SuggestionRule[] = [
  {
    id: 'recovery/S01',
    version: 1,
    when: raisedTwoNights,
    gates: ['red-flag'],
    evidence: ['easy-day', 'illness-warning'],
    outcome: { ...easy, ...byHeartRate, message: 'suggestion.recovery.keep-easy-heart-rate', urgency: 2 },
  },
  {
    id: 'recovery/S02',
    version: 1,
    when: [manySigns(2)],
    gates: ['red-flag'],
    evidence: ['easy-day', 'illness-warning'],
    outcome: { ...easy, ...bySigns, message: 'suggestion.recovery.keep-easy-signs', urgency: 2 },
  },
  {
    id: 'recovery/S03',
    version: 1,
    when: [{ fact: 'recovery.hrv-rmssd.week', part: 'z', is: 'below', limit: -1 }],
    gates: ['red-flag'],
    evidence: ['easy-day'],
    outcome: {
      ...easy,
      about: 'recovery.hrv-rmssd.week',
      message: 'suggestion.recovery.keep-easy-variability',
      urgency: 1,
    },
  },
  {
    id: 'recovery/S04',
    version: 1,
    when: [{ fact: 'recovery.hrv-sdnn.week', part: 'z', is: 'below', limit: -1 }],
    gates: ['red-flag'],
    evidence: ['easy-day'],
    outcome: {
      ...easy,
      about: 'recovery.hrv-sdnn.week',
      message: 'suggestion.recovery.keep-easy-variability',
      urgency: 1,
    },
  },
]
