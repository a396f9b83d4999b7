/** The rules of the sleep specialist. Shortening sleep on purpose is never advised. */
import type { FindingRule, SuggestionRule } from '../../rules/rule.ts'

export const sleepFindings: readonly FindingRule[] = [
  {
    id: 'sleep/F01',
    version: 1,
    when: [
      { fact: 'sleep.total.day', part: 'z', is: 'at most', limit: -2 },
      { fact: 'sleep.total.day', part: 'delta', is: 'at most', limit: -20 },
    ],
    evidence: ['own-usual'],
    outcome: {
      key: 'sleep.short-night',
      domain: 'sleep',
      urgency: 1,
      about: 'sleep.total.day',
      message: 'finding.sleep.short-night',
    },
  },
  {
    id: 'sleep/F02',
    version: 1,
    when: [
      { fact: 'sleep.total.day', part: 'z', is: 'at least', limit: 2 },
      { fact: 'sleep.total.day', part: 'delta', is: 'at least', limit: 20 },
    ],
    evidence: ['own-usual'],
    outcome: {
      key: 'sleep.long-night',
      domain: 'sleep',
      urgency: 0,
      about: 'sleep.total.day',
      message: 'finding.sleep.long-night',
    },
  },
  {
    id: 'sleep/F03',
    version: 1,
    when: [
      { fact: 'sleep.total.week', part: 'interval.high', is: 'below', limit: 0 },
      { fact: 'sleep.total.week', part: 'delta', is: 'at most', limit: -20 },
    ],
    evidence: ['own-usual'],
    outcome: {
      key: 'sleep.shorter-week',
      domain: 'sleep',
      urgency: 1,
      about: 'sleep.total.week',
      message: 'finding.sleep.shorter-week',
    },
  },
  {
    id: 'sleep/F04',
    version: 1,
    when: [{ fact: 'sleep.onset-spread', part: 'value', is: 'above', limit: 60 }],
    evidence: ['sleep-timing'],
    outcome: {
      key: 'sleep.irregular-onset',
      domain: 'sleep',
      urgency: 0,
      about: 'sleep.onset-spread',
      message: 'finding.sleep.irregular-onset',
    },
  },
  {
    id: 'sleep/F05',
    version: 1,
    when: [{ fact: 'sleep.onset-spread', part: 'value', is: 'above', limit: 90 }],
    evidence: ['sleep-timing'],
    outcome: {
      key: 'sleep.irregular-onset',
      domain: 'sleep',
      urgency: 1,
      about: 'sleep.onset-spread',
      message: 'finding.sleep.irregular-onset',
    },
  },
  {
    id: 'sleep/F06',
    version: 1,
    when: [{ fact: 'sleep.debt', part: 'value', is: 'above', limit: 300 }],
    evidence: ['sleep-debt'],
    outcome: {
      key: 'sleep.debt',
      domain: 'sleep',
      urgency: 1,
      about: 'sleep.debt',
      message: 'finding.sleep.debt',
    },
  },
]

export const sleepSuggestions: readonly SuggestionRule[] = [
  {
    id: 'sleep/S01',
    version: 1,
    when: [{ fact: 'sleep.total.week', part: 'value', is: 'below', limit: 420 }],
    gates: ['red-flag', 'under-18'],
    evidence: ['earlier-bedtime', 'adult-sleep-need'],
    outcome: {
      key: 'sleep.bedtime.earlier',
      domain: 'sleep',
      action: { verb: 'go-to-bed-earlier', amount: 30, unit: 'min', forDays: 14 },
      about: 'sleep.total.week',
      message: 'suggestion.sleep.bedtime-earlier',
      benefit: 0.6,
      urgency: 1,
      effort: 2,
    },
  },
  {
    id: 'sleep/S02',
    version: 1,
    when: [{ fact: 'sleep.debt', part: 'value', is: 'above', limit: 300 }],
    gates: ['red-flag', 'under-18'],
    evidence: ['sleep-debt', 'earlier-bedtime'],
    outcome: {
      key: 'sleep.bedtime.earlier',
      domain: 'sleep',
      action: { verb: 'go-to-bed-earlier', amount: 15, unit: 'min', forDays: 14 },
      about: 'sleep.debt',
      message: 'suggestion.sleep.bedtime-earlier-debt',
      benefit: 0.5,
      urgency: 1,
      effort: 2,
    },
  },
  {
    id: 'sleep/S03',
    version: 1,
    when: [{ fact: 'sleep.wake-spread', part: 'value', is: 'above', limit: 60 }],
    gates: ['red-flag'],
    evidence: ['fixed-wake-time', 'sleep-timing'],
    outcome: {
      key: 'sleep.wake-time.fixed',
      domain: 'sleep',
      action: { verb: 'keep-wake-time', amount: 30, unit: 'min', forDays: 14 },
      about: 'sleep.wake-spread',
      message: 'suggestion.sleep.fixed-wake-time',
      benefit: 0.5,
      urgency: 0,
      effort: 2,
    },
  },
]
