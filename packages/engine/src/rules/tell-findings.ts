/** From facts to findings: which rules hold, merged by what they say. */
import type { Finding } from '../daily-status/daily-status.ts'
import type { FactIndex } from '../facts/fact.ts'
import { factParameters } from '../facts/make-fact.ts'
import { messageFrom } from '../messages/message.ts'
import { roundTo } from '../statistics/rounding.ts'
import { combinedConfidence, sortedUnion } from './combine.ts'
import { type FindingRule, factsOf, type Gate, holds, ruleName } from './rule.ts'

export interface Findings {
  readonly findings: readonly Finding[]
  /** Gates that the findings close. */
  readonly closed: ReadonlySet<Gate>
}

/** The findings, the most urgent first, then the most certain, then by key. */
export function tellFindings(rules: readonly FindingRule[], facts: FactIndex): Findings {
  const held = rules.filter((rule) => facts.has(rule.outcome.about) && holds(rule, facts))
  const keys = sortedUnion(held.map((rule) => [rule.outcome.key]))
  const findings = keys.map((key) =>
    tellOne(
      held.filter((rule) => rule.outcome.key === key),
      facts,
    ),
  )
  findings.sort(
    (left, right) =>
      right.urgency - left.urgency || right.confidence - left.confidence || (left.key < right.key ? -1 : 1),
  )
  return { findings, closed: new Set(held.flatMap((rule) => rule.outcome.closes ?? [])) }
}

function tellOne(same: readonly FindingRule[], index: FactIndex): Finding {
  const ordered = [...same].sort(
    (left, right) => right.outcome.urgency - left.outcome.urgency || (left.id < right.id ? -1 : 1),
  )
  const [telling] = ordered
  const about = telling && index.get(telling.outcome.about)
  if (telling === undefined || about === undefined) throw new RangeError('a finding needs a rule that holds')
  const facts = [
    ...new Map(ordered.flatMap((rule) => factsOf(rule, index)).map((fact) => [fact.id, fact])).values(),
  ]
  const { key, domain, urgency, message } = telling.outcome
  return {
    key,
    domain,
    urgency,
    rules: ordered.map(ruleName),
    facts: facts.map((fact) => fact.id),
    evidence: sortedUnion(ordered.map((rule) => rule.evidence)),
    confidence: roundTo(combinedConfidence(facts), 2),
    inputs: sortedUnion(facts.map((fact) => fact.inputs)),
    message: messageFrom(message, { ...factParameters(about), ...about.message.parameters }),
  }
}
