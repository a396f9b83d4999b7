/**
 * The daily status: today in one look. It crosses the wire, so it is a strict schema with limits. Every number in it
 * leads back to a fact, and every fact to its days. Read next: run-daily-status.ts.
 */
import { FieldId, LocalDay } from '@nornos/health-model'
import * as z from 'zod/mini'
import { EvidenceId } from '../facts/evidence.ts'
import { Fact, FactId } from '../facts/fact.ts'
import { Message } from '../messages/message.ts'
import { RedFlag } from '../triage/red-flags.ts'

const RuleName = z.string().check(z.regex(/^[a-z]+\/[A-Z0-9-]{1,12}@\d{1,4}$/))
const Domain = z.enum(['sleep', 'activity', 'recovery'])
const Urgency = z.int().check(z.gte(0), z.lte(3))
const Share = z.number().check(z.gte(0), z.lte(1))
const key = z.string().check(z.regex(/^[a-z]+(?:\.[a-z-]+){1,3}$/), z.maxLength(60))
const fields = z.array(FieldId).check(z.maxLength(12))
const factIds = z.array(FactId).check(z.maxLength(12))
const evidence = z.array(EvidenceId).check(z.maxLength(12))

/** Something that stands out, with the facts and the rule behind it. */
export const Finding = z.strictObject({
  key,
  domain: Domain,
  urgency: Urgency,
  /** Every rule that said so, the telling one first. */
  rules: z.array(RuleName).check(z.minLength(1), z.maxLength(8)),
  facts: factIds.check(z.minLength(1)),
  evidence,
  confidence: Share,
  inputs: fields,
  message: Message,
})
export type Finding = z.infer<typeof Finding>

export const Suggestion = z.strictObject({
  key,
  domain: Domain,
  action: z.strictObject({
    verb: z.enum(['go-to-bed-earlier', 'keep-wake-time', 'walk-more', 'move-briskly', 'keep-easy']),
    amount: z.number(),
    unit: z.string().check(z.maxLength(20)),
    forDays: z.int().check(z.gte(1), z.lte(60)),
  }),
  rules: z.array(RuleName).check(z.minLength(1), z.maxLength(8)),
  facts: factIds.check(z.minLength(1)),
  evidence,
  confidence: Share,
  inputs: fields,
  message: Message,
})
export type Suggestion = z.infer<typeof Suggestion>

export const SpecialistState = z.strictObject({
  id: Domain,
  version: z.string().check(z.maxLength(20)),
  /** `ready`: it has facts. `waiting`: it has days, but too few. `absent`: none of its fields is in the snapshot. */
  state: z.enum(['ready', 'waiting', 'absent']),
  /** The fields it worked with. */
  inputs: fields,
})

export const Headline = z.strictObject({
  kind: z.enum(['red-flag', 'finding', 'as-usual', 'not-enough-data']),
  message: Message,
})

export const DailyStatus = z.strictObject({
  version: z.literal(1),
  agent: z.literal('daily-status'),
  agentVersion: z.string().check(z.maxLength(20)),
  engineVersion: z.string().check(z.maxLength(20)),
  asOf: LocalDay,
  zone: z.string().check(z.maxLength(64)),
  headline: Headline,
  redFlags: z.array(RedFlag).check(z.maxLength(8)),
  findings: z.array(Finding).check(z.maxLength(16)),
  /** Three to five facts to show, fewer when there are fewer; ids of `facts`. */
  shown: z.array(FactId).check(z.maxLength(5)),
  facts: z.array(Fact).check(z.maxLength(48)),
  /** Facts of kind `gap`: what could not be said, and how many days were there. */
  gaps: z.array(Fact).check(z.maxLength(48)),
  suggestion: z.nullable(Suggestion),
  specialists: z.array(SpecialistState).check(z.maxLength(16)),
  /** Every field that anything above depends on. */
  inputs: fields,
})
export type DailyStatus = z.infer<typeof DailyStatus>
