/**
 * The daily status agent: triage, then the specialists' facts, then rules, then one look at all of it. A pure
 * function of the snapshot: the same snapshot gives the same bytes, in a browser and in the service.
 */
import type { FieldId } from '@nornos/health-model'
import type { Fact } from '../facts/fact.ts'
import { indexFacts } from '../facts/fact.ts'
import { messageFrom } from '../messages/message.ts'
import { chooseSuggestion } from '../rules/choose-suggestion.ts'
import { sortedUnion } from '../rules/combine.ts'
import type { Gate } from '../rules/rule.ts'
import { tellFindings } from '../rules/tell-findings.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import { type Specialist, specialists } from '../specialists/specialist.ts'
import { type RedFlag, redFlags } from '../triage/red-flags.ts'
import type { DailyStatus, Finding } from './daily-status.ts'

/** Changes whenever a fact, a rule or a sentence's meaning changes: it is part of every cache key. */
export const engineVersion = '0.1.0'

const agentVersion = '0.1.0'
const shownMax = 5

/** What is known about the person apart from measurements. */
export interface DailyStatusOptions {
  /** Completed years, where the profile is known; below 18 the advice for adults is left out. */
  readonly ageYears?: number
}

export function runDailyStatus(snapshot: Snapshot, options: DailyStatusOptions = {}): DailyStatus {
  const flags = redFlags(snapshot)
  const told = specialists.map((specialist) => ({ specialist, facts: specialist.facts(snapshot) }))
  const all = told.flatMap(({ facts }) => facts)
  const index = indexFacts(all)
  const { findings, closed } = tellFindings(
    specialists.flatMap((specialist) => specialist.findings),
    index,
  )
  const facts = all.filter((fact) => fact.kind !== 'gap')
  return {
    version: 1,
    agent: 'daily-status',
    agentVersion,
    engineVersion,
    asOf: snapshot.asOf,
    zone: snapshot.zone,
    headline: headlineOf(snapshot, flags, findings, facts),
    redFlags: flags,
    findings: [...findings],
    shown: shownFacts(facts, findings),
    facts,
    gaps: all.filter((fact) => fact.kind === 'gap'),
    suggestion: chooseSuggestion(
      specialists.flatMap((specialist) => specialist.suggestions),
      index,
      new Set([...closed, ...otherGates(flags, options)]),
    ),
    specialists: told.map(({ specialist, facts }) => stateOf(specialist, facts)),
    inputs: sortedUnion([...all.map((fact) => fact.inputs), ...flags.map((flag) => flag.inputs)]),
  }
}

/** A flag that only asks to measure again does not silence the rest. */
function otherGates(flags: readonly RedFlag[], options: DailyStatusOptions): Gate[] {
  const gates: Gate[] = []
  if (flags.some((flag) => flag.level !== 'repeat')) gates.push('red-flag')
  if (options.ageYears !== undefined && options.ageYears < 18) gates.push('under-18')
  return gates
}

function headlineOf(
  snapshot: Snapshot,
  flags: readonly RedFlag[],
  findings: readonly Finding[],
  facts: readonly Fact[],
): DailyStatus['headline'] {
  const [flag] = flags
  if (flag !== undefined) return { kind: 'red-flag', message: flag.message }
  const [finding] = findings
  if (finding !== undefined) return { kind: 'finding', message: finding.message }
  const day = { day: snapshot.asOf }
  // Only a fact about the latest day can say that today is as usual.
  return facts.some((fact) => fact.id.endsWith('.day'))
    ? { kind: 'as-usual', message: messageFrom('headline.as-usual', day) }
    : { kind: 'not-enough-data', message: messageFrom('headline.not-enough-data', day) }
}

/** First what the findings rest on, then the latest days by how much they deviate; one fact for each metric. */
function shownFacts(facts: readonly Fact[], findings: readonly Finding[]): string[] {
  const told = findings.flatMap((finding) => facts.filter((fact) => fact.id === finding.facts[0]))
  const compared = facts.filter((fact) => fact.z !== undefined)
  compared.sort((left, right) => rankOf(right) - rankOf(left) || (left.id < right.id ? -1 : 1))
  const byMetric = new Map<string, string>()
  for (const fact of [...told, ...compared]) {
    if (!byMetric.has(fact.metric)) byMetric.set(fact.metric, fact.id)
  }
  return [...byMetric.values()].slice(0, shownMax)
}

function rankOf(fact: Fact): number {
  const today = fact.id.endsWith('.day') ? 10 : 0
  return today + Math.abs(fact.z ?? 0) * fact.confidence
}

function stateOf(specialist: Specialist, facts: readonly Fact[]): DailyStatus['specialists'][number] {
  const state =
    facts.length === 0 ? 'absent' : facts.some((fact) => fact.kind !== 'gap') ? 'ready' : 'waiting'
  const inputs: FieldId[] = sortedUnion(facts.map((fact) => fact.inputs))
  return { id: specialist.id, version: specialist.version, state, inputs }
}
