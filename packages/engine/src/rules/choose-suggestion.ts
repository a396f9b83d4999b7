/**
 * From facts to at most one suggestion: gate, merge what is the same, rank, keep the first. Pure; ties are broken by
 * key, so that the order of rules never matters.
 */
import type { Suggestion } from '../daily-status/daily-status.ts'
import { gradeWeight } from '../facts/confidence.ts'
import { evidence, type Grade } from '../facts/evidence.ts'
import type { Fact, FactIndex } from '../facts/fact.ts'
import { factParameters } from '../facts/make-fact.ts'
import { messageFrom } from '../messages/message.ts'
import { roundTo } from '../statistics/rounding.ts'
import { combinedConfidence, sortedUnion } from './combine.ts'
import { factsOf, type Gate, holds, ruleName, type SuggestionRule } from './rule.ts'

/** The suggestion for today, or null. */
export function chooseSuggestion(
  rules: readonly SuggestionRule[],
  facts: FactIndex,
  closed: ReadonlySet<Gate>,
): Suggestion | null {
  const open = rules.filter((rule) => !rule.gates.some((gate) => closed.has(gate)))
  const held = open.filter((rule) => facts.has(rule.outcome.about) && holds(rule, facts))
  const ranked = sortedUnion(held.map((rule) => [rule.outcome.key])).map((key) => {
    const same = held.filter((rule) => rule.outcome.key === key)
    return { key, same, score: Math.max(...same.map((rule) => scoreOf(rule, facts))) }
  })
  ranked.sort((left, right) => right.score - left.score || (left.key < right.key ? -1 : 1))
  const [best] = ranked
  return best === undefined ? null : merge(best.same, facts)
}

function scoreOf(rule: SuggestionRule, index: FactIndex): number {
  const { urgency, benefit, effort } = rule.outcome
  const confidence = combinedConfidence(factsOf(rule, index))
  return roundTo(((1 + urgency) * benefit * confidence * gradeWeight(gradeOf(rule))) / effort, 6)
}

/** The grade of the advice itself is that of the first source. */
function gradeOf(rule: SuggestionRule): Grade {
  const [first] = rule.evidence
  return first === undefined ? 'D' : evidence(first).grade
}

/** One suggestion out of rules that say the same; the smaller amount is the more careful one. */
function merge(same: readonly SuggestionRule[], index: FactIndex): Suggestion {
  const told = same.map((rule) => ({ rule, about: aboutOf(rule, index) }))
  told.sort(
    (left, right) =>
      right.rule.outcome.urgency - left.rule.outcome.urgency ||
      amountOf(left.rule, left.about) - amountOf(right.rule, right.about) ||
      (left.rule.id < right.rule.id ? -1 : 1),
  )
  const [telling] = told
  if (telling === undefined) throw new RangeError('a suggestion needs a rule that holds')
  const amount = Math.min(...told.map(({ rule, about }) => amountOf(rule, about)))
  const facts = [
    ...new Map(told.flatMap(({ rule }) => factsOf(rule, index)).map((fact) => [fact.id, fact])).values(),
  ]
  const { key, domain, action, message } = telling.rule.outcome
  const pool = { ...factParameters(telling.about), ...telling.about.message.parameters, amount }
  return {
    key,
    domain,
    action: { ...action, amount },
    rules: told.map(({ rule }) => ruleName(rule)),
    facts: facts.map((fact) => fact.id),
    evidence: sortedUnion(told.map(({ rule }) => rule.evidence)),
    confidence: roundTo(combinedConfidence(facts), 2),
    inputs: sortedUnion(facts.map((fact) => fact.inputs)),
    message: messageFrom(message, pool),
  }
}

function aboutOf(rule: SuggestionRule, index: FactIndex): Fact {
  const about = index.get(rule.outcome.about)
  if (about === undefined) throw new RangeError('a rule that holds has the fact it is about')
  return about
}

function amountOf(rule: SuggestionRule, about: Fact): number {
  const { amount } = rule.outcome.action
  return amount === 'value' ? (about.value ?? 0) : amount
}
