/**
 * A rule is a row a clinician can read: when these facts look like this, then say or suggest that, because of this
 * evidence, unless a gate is closed. Read next: the tables beside each specialist's facts.
 */
import type { EvidenceId } from '../facts/evidence.ts'
import type { Fact, FactIndex } from '../facts/fact.ts'
import type { MessageKey } from '../messages/messages.ts'

/** One comparison of one number of one fact. A fact or number that is not there fails it. */
export interface Condition {
  readonly fact: string
  readonly part: 'value' | 'delta' | 'z' | 'p' | 'interval.low' | 'interval.high'
  readonly is: 'at least' | 'at most' | 'above' | 'below'
  readonly limit: number
}

/** What forbids a suggestion: a red flag, signs of strain, or an age below 18. */
export type Gate = 'red-flag' | 'strain' | 'under-18'

export type Domain = 'sleep' | 'activity' | 'recovery'

interface RuleBase {
  readonly id: string
  readonly version: number
  /** All must hold. */
  readonly when: readonly Condition[]
  readonly evidence: readonly EvidenceId[]
}

/** Names what stands out. Rules of one `key` tell one finding; the most urgent tells it. */
export interface FindingRule extends RuleBase {
  readonly outcome: {
    readonly key: string
    readonly domain: Domain
    readonly urgency: 0 | 1 | 2 | 3
    /** The fact whose numbers the sentence carries. */
    readonly about: string
    readonly message: MessageKey
    /** What the finding does to gates, if anything. */
    readonly closes?: Gate
  }
}

/** Proposes one action. `key` is the unit of merging. */
export interface SuggestionRule extends RuleBase {
  readonly gates: readonly Gate[]
  readonly outcome: {
    readonly key: string
    readonly domain: Domain
    readonly action: Action
    readonly about: string
    readonly message: MessageKey
    /** Effect to expect, 0 to 1, from the literature. */
    readonly benefit: number
    readonly urgency: 0 | 1 | 2 | 3
    readonly effort: 1 | 2 | 3
  }
}

export interface Action {
  readonly verb: 'go-to-bed-earlier' | 'keep-wake-time' | 'walk-more' | 'move-briskly' | 'keep-easy'
  /** A number, or the value of the fact that the suggestion is about. */
  readonly amount: number | 'value'
  readonly unit: string
  readonly forDays: number
}

/** `sleep/F01@1` */
export function ruleName(rule: RuleBase): string {
  return `${rule.id}@${rule.version}`
}

export function holds(rule: RuleBase, facts: FactIndex): boolean {
  return rule.when.every((condition) => conditionHolds(condition, facts.get(condition.fact)))
}

/** The facts that a rule looks at, each once, in the rule's order. */
export function factsOf(rule: RuleBase, facts: FactIndex): Fact[] {
  const ids = new Set(rule.when.map((condition) => condition.fact))
  return [...ids].flatMap((id) => facts.get(id) ?? [])
}

function conditionHolds(condition: Condition, fact: Fact | undefined): boolean {
  const number = fact === undefined ? undefined : partOf(fact, condition.part)
  if (number === undefined || number === null) return false
  switch (condition.is) {
    case 'at least':
      return number >= condition.limit
    case 'at most':
      return number <= condition.limit
    case 'above':
      return number > condition.limit
    case 'below':
      return number < condition.limit
  }
}

function partOf(fact: Fact, part: Condition['part']): number | null | undefined {
  if (part === 'interval.low') return fact.interval?.low
  if (part === 'interval.high') return fact.interval?.high
  return fact[part]
}
