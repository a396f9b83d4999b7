/**
 * What an entry of a clinical document becomes. Decided by the template that it names, else by its section and its
 * kind; documents of all versions and makers are told apart no further. What is none of it is kept raw.
 */
import type { MetricId } from '@nornos/health-model'
import { embeddedDocument, fromBase64 } from '../clinical/embedded-file.ts'
import { observationTimes } from '../clinical/observation-times.ts'
import type { Emitter } from '../emitter.ts'
import { readObservation } from '../fhir/fhir-observation.ts'
import { fitToSchema } from '../fhir/fit-to-schema.ts'
import { at, listAt, textAt } from '../json/look.ts'
import type { LocalClock } from '../local-time.ts'
import type { Section } from './document-walker.ts'
import { type ObservationKind, observationOf } from './map-observation.ts'
import { allergyOf, conditionOf } from './map-problem.ts'
import { encounterOf, immunizationOf, medicationOf, planOf, procedureOf } from './map-treatment.ts'
import { hasTemplate, related, spanOf } from './map-value.ts'
import { attribute, find, findAll, textOf, toXml, type XmlNode } from './xml-node.ts'

export interface Routing {
  readonly emit: Emitter
  readonly clock: LocalClock
  readonly section: Section
}

const TEMPLATES = '2.16.840.1.113883.10.20.22.4.'
const PROBLEM = `${TEMPLATES}4`
const ALLERGY = `${TEMPLATES}7`
const IMMUNIZATION = `${TEMPLATES}52`
const SMOKING = `${TEMPLATES}78`
const SMOKING_LOINC = '72166-2'

type Kind = 'allergy' | 'condition' | 'immunization' | 'procedure' | 'plan' | ObservationKind
/** Sections by their LOINC code, for entries that name no template. */
const SECTIONS: Readonly<Record<string, Kind>> = {
  '48765-2': 'allergy',
  '11450-4': 'condition',
  '11348-0': 'condition',
  '46241-6': 'condition',
  '29308-4': 'condition',
  '11535-2': 'condition',
  '10218-6': 'condition',
  '10219-4': 'condition',
  '11369-6': 'immunization',
  '47519-4': 'procedure',
  '30954-2': 'laboratory',
  '18725-2': 'laboratory',
  '26436-6': 'laboratory',
  '8716-3': 'vital-signs',
  '29762-2': 'social-history',
  '18776-5': 'plan',
  '61146-7': 'plan',
  '69730-0': 'plan',
}
/** Moods of what has not happened. A medicine that is intended was prescribed. */
const PLANNED = new Set(['INT', 'RQO', 'PRP', 'PRMS', 'ARQ', 'APT', 'GOL', 'OPT'])

export function routeEntry(routing: Routing, statement: XmlNode): void {
  const kind = SECTIONS[routing.section.code]
  const isPlanned = PLANNED.has(attribute(statement, 'moodCode'))
  if (isPlanned && (kind === 'plan' || statement.name !== 'substanceAdministration')) {
    emitFact(routing, statement, 'care plan', 'care_plan', planOf)
    return
  }
  switch (statement.name) {
    case 'substanceAdministration':
      routeSubstance(routing, statement, kind)
      break
    case 'encounter':
      emitFact(routing, statement, 'encounter', 'encounters', encounterOf)
      break
    case 'procedure':
      emitFact(routing, statement, 'procedure', 'procedures', procedureOf)
      break
    case 'organizer':
      routeOrganizer(routing, statement, kind)
      break
    case 'act':
      routeAct(routing, statement, kind)
      break
    case 'observation':
      routeObservation(routing, statement, kind, null)
      break
    case 'observationMedia':
      emitFile(routing, find(statement, 'value'), statement)
      break
    default:
      keepRaw(routing, statement)
  }
}

function routeSubstance(routing: Routing, statement: XmlNode, kind: Kind | undefined): void {
  if (kind === 'immunization' || hasTemplate(statement, IMMUNIZATION))
    emitFact(routing, statement, 'immunization', 'immunizations', immunizationOf)
  else emitFact(routing, statement, 'medication', 'medications', medicationOf)
}

function routeOrganizer(routing: Routing, organizer: XmlNode, kind: Kind | undefined): void {
  const observations = findAll(organizer, 'component', 'observation')
  const isKnown = kind === 'laboratory' || kind === 'vital-signs' || kind === 'social-history'
  if (!isKnown || observations.length === 0) {
    keepRaw(routing, organizer)
    return
  }
  for (const { name } of findAll(organizer, 'component').flatMap(({ children }) => children.filter(isNode)))
    if (name === 'organizer' || name === 'procedure' || name === 'act')
      routing.emit.count(`${name} of results`)
  for (const observation of observations) emitObservation(routing, observation, kind, organizer)
  for (const inner of findAll(organizer, 'component', 'organizer')) routeOrganizer(routing, inner, kind)
}

function isNode(child: XmlNode | string): child is XmlNode {
  return typeof child !== 'string'
}

/** A concern: the diagnosis or the allergy is inside of it. */
function routeAct(routing: Routing, act: XmlNode, kind: Kind | undefined): void {
  const inner = related(act, 'observation')
  const concerns = inner.filter((one) => kind === 'allergy' || kind === 'condition' || isConcern(one))
  if (concerns.length > 0) {
    for (const observation of concerns) routeObservation(routing, observation, kind, act)
  } else if (kind === 'procedure') emitFact(routing, act, 'procedure', 'procedures', procedureOf)
  else keepRaw(routing, act)
}

function isConcern(observation: XmlNode): boolean {
  return hasTemplate(observation, PROBLEM, ALLERGY)
}

function routeObservation(
  routing: Routing,
  observation: XmlNode,
  kind: Kind | undefined,
  concern: XmlNode | null,
): void {
  const { section } = routing
  if (hasTemplate(observation, ALLERGY) || (kind === 'allergy' && !hasTemplate(observation, PROBLEM)))
    emitFact(routing, observation, 'allergy', 'allergies', (node, _, clock) =>
      allergyOf(node, concern, section, clock),
    )
  else if (hasTemplate(observation, PROBLEM) || kind === 'condition')
    emitFact(routing, observation, 'condition', 'conditions', (node, _, clock) =>
      conditionOf(node, concern, section, clock),
    )
  else if (kind === 'procedure') emitFact(routing, observation, 'procedure', 'procedures', procedureOf)
  else if (kind === 'laboratory' || kind === 'vital-signs' || kind === 'social-history')
    emitObservation(routing, observation, kind, null)
  else keepRaw(routing, observation)
}

type FactOf = (node: XmlNode, section: Section, clock: LocalClock) => object | null

function emitFact(routing: Routing, node: XmlNode, name: string, metric: MetricId, factOf: FactOf): void {
  const { emit, clock, section } = routing
  emit.count(name)
  const fact = factOf(node, section, clock)
  const content = metric !== 'allergies' && saysNothing(fact) ? null : fitToSchema(fact)
  if (content === null) {
    keepRaw(routing, node)
    return
  }
  const { first, last } = spanOf(node, clock)
  const isForward = first.start === null || last.start === null || last.start >= first.start
  emit.record(metric, first.start, isForward ? last.start : null, content)
}

const NOTHING =
  /^(?:no|not|none)\b.*\b(?:data|information|known|recorded|applicable|available|documented|on file)\b|^(?:none|n\/a|unknown)\.?$/i

/** `No medication data is applicable` in the place of a medicine. That of an allergy says something. */
function saysNothing(fact: object | null): boolean {
  const concepts = ['code', 'medicationCodeableConcept', 'vaccineCode'].map((name) => at(fact, name))
  const concept =
    concepts.find((one) => one !== undefined) ?? listAt(fact, 'type')[0] ?? listAt(fact, 'activity')[0]
  return at(concept, 'coding') === undefined && NOTHING.test(textAt(concept, 'text'))
}

const NAMES: Readonly<Record<ObservationKind, string>> = {
  laboratory: 'result',
  'vital-signs': 'vital sign',
  'social-history': 'social history',
}

function emitObservation(
  routing: Routing,
  node: XmlNode,
  kind: ObservationKind,
  organizer: XmlNode | null,
): void {
  const { emit, clock, section } = routing
  const value = find(node, 'value')
  if (attribute(value, 'representation') === 'B64') {
    emitFile(routing, value, node)
    return
  }
  emit.count(NAMES[kind])
  const own = spanOf(node, clock)
  const span = own.first.text === '' ? spanOf(organizer, clock) : own
  const resource = observationOf({ node: named(node), section, kind, span }, clock)
  if (resource === null) keepRaw(routing, node)
  else readObservation(emit, resource, observationTimes(span.first, span.last, clock))
}

/** The first version of the guide says of smoking only that something is asserted. */
function named(node: XmlNode): XmlNode {
  if (!hasTemplate(node, SMOKING) || attribute(find(node, 'code'), 'code') === SMOKING_LOINC) return node
  const code = {
    name: 'code',
    attributes: { code: SMOKING_LOINC, codeSystem: '2.16.840.1.113883.6.1' },
    children: [],
  }
  return {
    ...node,
    children: [code, ...node.children.filter((child) => !isNode(child) || child.name !== 'code')],
  }
}

/** A file inside of the document: its body, or what an observation shows. */
export function emitFile(routing: Routing, value: XmlNode | null, holder: XmlNode): void {
  const { emit, section, clock } = routing
  emit.count('embedded file')
  const bytes = attribute(value, 'representation') === 'B64' ? fromBase64(textOf(value)) : null
  if (bytes === null || bytes.length === 0) {
    emit.skip('embedded file', 'unreadable-file', section.title)
    keepRaw(routing, holder)
    return
  }
  const stated = attribute(value, 'mediaType')
  const date = spanOf(holder, clock).first.start
  emit.document(embeddedDocument(bytes, { stated, title: section.title, date }, clock))
}

function keepRaw({ emit, section }: Routing, node: XmlNode): void {
  emit.unknown(`${section.title || section.code || 'section'}: ${node.name}`, toXml(node))
}
