/** Diagnoses and allergies: observations inside of the act that says that somebody worries about them. */
import type { LocalClock } from '../local-time.ts'
import type { Section } from './document-walker.ts'
import {
  type Concept,
  conceptOf,
  firstConcept,
  hasTemplate,
  identifiersOf,
  isNegated,
  notesOf,
  related,
  spanOf,
} from './map-value.ts'
import { wordsOf } from './narrative.ts'
import { attribute, find, findAll, textOf, type XmlNode } from './xml-node.ts'

const STATUS_TEMPLATES = [
  '2.16.840.1.113883.10.20.22.4.6',
  '2.16.840.1.113883.10.20.22.4.28',
  '2.16.840.1.113883.10.20.1.50',
  '2.16.840.1.113883.10.20.1.39',
]
const STATUS_CODE = '33999-4'
const SEVERITY_TEMPLATE = '2.16.840.1.113883.10.20.22.4.8'
/** SNOMED CT. */
const STATUSES: Readonly<Record<string, string>> = {
  '55561003': 'active',
  '73425007': 'inactive',
  '413322009': 'resolved',
  '246455001': 'recurrence',
  '263855007': 'relapse',
  '277022003': 'remission',
}

/** The observation of a status that belongs to this one. */
function statedStatus(node: XmlNode): string {
  for (const status of related(node, 'observation')) {
    const isStatus =
      hasTemplate(status, ...STATUS_TEMPLATES) || attribute(find(status, 'code'), 'code') === STATUS_CODE
    const known = isStatus ? STATUSES[attribute(find(status, 'value'), 'code')] : undefined
    if (known !== undefined) return known
  }
  return ''
}

function clinicalStatus(node: XmlNode, concern: XmlNode | null, hasEnded: boolean, system: string): object {
  const tracked = attribute(find(concern, 'statusCode'), 'code') === 'active' ? 'active' : ''
  const code = statedStatus(node) || (hasEnded ? 'resolved' : tracked)
  return code === '' ? {} : { clinicalStatus: { coding: [{ system: `${SYSTEMS}${system}`, code }] } }
}

const SYSTEMS = 'http://terminology.hl7.org/CodeSystem/'

/** Null when it says no diagnosis, or that there is none. */
export function conditionOf(
  node: XmlNode,
  concern: XmlNode | null,
  section: Section,
  clock: LocalClock,
): object | null {
  const value = find(node, 'value')
  const code =
    firstConcept(section, value) ??
    textConcept(wordsOf(value, section) || wordsOf(find(node, 'text'), section))
  if (code === null || isNegated(node)) return null
  const { first, last } = spanOf(node, clock)
  const recorded = spanOf(concern, clock).first.text
  const severity = severityOf(node, section)
  const bodySite = firstConcept(section, find(node, 'targetSiteCode'))
  return {
    resourceType: 'Condition',
    ...identifiersOf(node),
    ...clinicalStatus(node, concern, last.text !== '', 'condition-clinical'),
    ...(severity !== null && { severity }),
    code,
    ...(bodySite !== null && { bodySite: [bodySite] }),
    ...(first.text !== '' && { onsetDateTime: first.text }),
    ...(last.text !== '' && { abatementDateTime: last.text }),
    ...(recorded !== '' && { recordedDate: recorded }),
    ...notesOf(node, section),
  }
}

function textConcept(text: string): Concept | null {
  return text === '' ? null : { text }
}

function severityOf(node: XmlNode, section: Section): Concept | null {
  const severity = related(node, 'observation').find((one) => hasTemplate(one, SEVERITY_TEMPLATE))
  return severity === undefined ? null : conceptOf(find(severity, 'value'), section)
}

/** SNOMED CT: what kind of reaction, to what. */
const KINDS: Readonly<Record<string, readonly [type: string, category: string]>> = {
  '416098002': ['allergy', 'medication'],
  '419511003': ['', 'medication'],
  '59037007': ['intolerance', 'medication'],
  '414285001': ['allergy', 'food'],
  '418471000': ['', 'food'],
  '235719002': ['intolerance', 'food'],
  '426232007': ['allergy', 'environment'],
  '419199007': ['allergy', ''],
  '418038007': ['', ''],
  '420134006': ['', ''],
}
const NO_KNOWN_ALLERGY = {
  coding: [{ system: 'http://snomed.info/sct', code: '716186003', display: 'No known allergy' }],
  text: 'No known allergies',
}

/** Null when it does not say to what, or says that there is none to one thing. */
export function allergyOf(
  node: XmlNode,
  concern: XmlNode | null,
  section: Section,
  clock: LocalClock,
): object | null {
  const substance = substanceOf(node, section)
  const code = isNegated(node)
    ? substance === null
      ? NO_KNOWN_ALLERGY
      : null
    : (substance ?? wordsFor(node, section))
  if (code === null) return null
  const { first, last } = spanOf(node, clock)
  const [type = '', category = ''] = KINDS[attribute(find(node, 'value'), 'code')] ?? []
  const reactions = reactionsOf(node, section)
  const recorded = spanOf(concern, clock).first.text
  return {
    resourceType: 'AllergyIntolerance',
    ...identifiersOf(node),
    ...clinicalStatus(node, concern, last.text !== '', 'allergyintolerance-clinical'),
    ...(type !== '' && { type }),
    ...(category !== '' && { category: [category] }),
    code,
    ...(first.text !== '' && { onsetDateTime: first.text }),
    ...(recorded !== '' && { recordedDate: recorded }),
    ...(reactions.length > 0 && { reaction: reactions.slice(0, 32) }),
    ...notesOf(node, section),
  }
}

function substanceOf(node: XmlNode, section: Section): Concept | null {
  for (const entity of findAll(node, 'participant', 'participantRole', 'playingEntity')) {
    const concept = firstConcept(section, find(entity, 'code')) ?? textConcept(textOf(find(entity, 'name')))
    if (concept !== null) return concept
  }
  return null
}

/** An allergy whose substance stands in the text only. */
function wordsFor(node: XmlNode, section: Section): Concept | null {
  const words = wordsOf(find(node, 'text'), section)
  if (words !== '') return { text: words }
  const value = find(node, 'value')
  const concept = firstConcept(section, value)
  return Object.hasOwn(KINDS, attribute(value, 'code')) ? null : concept
}

const SEVERITIES: Readonly<Record<string, string>> = {
  '255604002': 'mild',
  '371923003': 'mild',
  '6736007': 'moderate',
  '371924009': 'severe',
  '24484000': 'severe',
  '399166001': 'severe',
}

function reactionsOf(node: XmlNode, section: Section): readonly object[] {
  return related(node, 'observation', 'MFST').flatMap((reaction) => {
    const manifestation =
      firstConcept(section, find(reaction, 'value')) ?? textConcept(wordsOf(find(reaction, 'text'), section))
    if (manifestation === null) return []
    const severity = related(reaction, 'observation').find((one) => hasTemplate(one, SEVERITY_TEMPLATE))
    const known = SEVERITIES[attribute(find(severity ?? null, 'value'), 'code')]
    return [{ manifestation: [manifestation], ...(known !== undefined && { severity: known }) }]
  })
}
