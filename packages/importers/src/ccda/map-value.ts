/** Data types of HL7 version 3 as those of FHIR: codes, quantities, intervals, times, names. */
import { systemOfOid } from '../clinical/code-systems.ts'
import { hl7Time, NO_TIME, type StatedTime } from '../clinical/hl7-time.ts'
import type { LocalClock } from '../local-time.ts'
import { numberFromText } from '../text/byte-numbers.ts'
import type { Section } from './document-walker.ts'
import { wordsOf } from './narrative.ts'
import { attribute, find, findAll, textOf, type XmlNode } from './xml-node.ts'

const CODINGS_MAX = 16

export interface Concept {
  readonly coding?: readonly object[]
  readonly text?: string
}

/** A code with its translations and words; null when there is neither. */
export function conceptOf(node: XmlNode | null, section: Section): Concept | null {
  if (node === null) return null
  const coding = [node, ...findAll(node, 'translation')].flatMap(codingOf).slice(0, CODINGS_MAX)
  const displayed = [node, ...findAll(node, 'translation')].map((one) => attribute(one, 'displayName'))
  const text = wordsOf(find(node, 'originalText'), section) || displayed.find(Boolean) || ''
  if (coding.length === 0 && text === '') return null
  return { ...(coding.length > 0 && { coding }), ...(text !== '' && { text }) }
}

function codingOf(node: XmlNode): readonly object[] {
  const code = attribute(node, 'code')
  if (code === '') return []
  const system = systemOfOid(attribute(node, 'codeSystem'))
  const display = attribute(node, 'displayName')
  return [{ ...(system !== '' && { system }), code, ...(display !== '' && { display }) }]
}

/** The first that says something. */
export function firstConcept(section: Section, ...nodes: readonly (XmlNode | null)[]): Concept | null {
  for (const node of nodes) {
    const concept = conceptOf(node, section)
    if (concept !== null) return concept
  }
  return null
}

/** A number with its unit, or null. One that has none of its own may have it as a translation. */
export function quantityOf(node: XmlNode | null): { value: number; unit?: string; code?: string } | null {
  const value = numberFromText(attribute(node, 'value'))
  if (!Number.isNaN(value)) {
    const unit = attribute(node, 'unit')
    return { value, ...(unit !== '' && unit !== '1' && { unit, code: unit }) }
  }
  const translation = find(node, 'translation')
  const other = numberFromText(attribute(translation, 'value'))
  if (Number.isNaN(other)) return null
  const unit = wordsOf(find(translation, 'originalText'), NO_SECTION) || attribute(translation, 'code')
  return { value: other, ...(unit !== '' && { unit }) }
}

const NO_SECTION: Section = { code: '', title: '', narrative: null, templates: new Set(), entries: 0 }

export interface StatedSpan {
  readonly first: StatedTime
  readonly last: StatedTime
}

/** `value`, or from `low` to `high`; of several the first that is no rhythm ("every 6 hours"). */
export function spanOf(node: XmlNode | null, clock: LocalClock): StatedSpan {
  for (const time of findAll(node, 'effectiveTime')) {
    if (/^(?:PIVL|EIVL)_TS$/.test(attribute(time, 'type'))) continue
    const first = timeOf([time, find(time, 'low'), find(time, 'center')], clock)
    const last = timeOf([find(time, 'high')], clock)
    if (first.text !== '' || last.text !== '') return { first, last }
  }
  return { first: NO_TIME, last: NO_TIME }
}

function timeOf(nodes: readonly (XmlNode | null)[], clock: LocalClock): StatedTime {
  for (const node of nodes) {
    const time = hl7Time(attribute(node, 'value'), clock)
    if (time.text !== '') return time
  }
  return NO_TIME
}

/** FHIR's members for a time that may be a span: `<name>DateTime` or `<name>Period`. */
export function momentOrPeriod(name: string, { first, last }: StatedSpan): Record<string, unknown> {
  if (last.text === '' || last.text === first.text)
    return first.text === '' ? {} : { [`${name}DateTime`]: first.text }
  return { [`${name}Period`]: periodOf({ first, last }) }
}

export function periodOf({ first, last }: StatedSpan): object {
  return { ...(first.text !== '' && { start: first.text }), ...(last.text !== '' && { end: last.text }) }
}

/** The system of an identifier that is a URI by itself. */
const URI_SYSTEM = 'urn:ietf:rfc:3986'

export function identifiersOf(node: XmlNode): object {
  const identifier = findAll(node, 'id').flatMap((id) => {
    const root = attribute(id, 'root')
    const extension = attribute(id, 'extension')
    if (root === '' && extension === '') return []
    const uri = root.includes('-') ? `urn:uuid:${root.toLowerCase()}` : `urn:oid:${root}`
    if (extension === '') return [{ system: URI_SYSTEM, value: uri }]
    return [{ ...(root !== '' && { system: uri }), value: extension }]
  })
  return identifier.length > 0 ? { identifier: identifier.slice(0, 16) } : {}
}

/** Who did it: a person, else a place. */
export function performerOf(node: XmlNode): string {
  for (const entity of findAll(node, 'performer', 'assignedEntity')) {
    const person = textOf(find(entity, 'assignedPerson', 'name'))
    const name = person || textOf(find(entity, 'representedOrganization', 'name'))
    if (name !== '') return name.replace(/\s+/g, ' ')
  }
  return ''
}

export function isNegated(node: XmlNode): boolean {
  return attribute(node, 'negationInd') === 'true'
}

export function hasTemplate(node: XmlNode, ...roots: readonly string[]): boolean {
  return findAll(node, 'templateId').some((template) => roots.includes(attribute(template, 'root')))
}

/** Statements inside this one, with how they belong to it. */
export function related(node: XmlNode, name: string, type = ''): readonly XmlNode[] {
  return findAll(node, 'entryRelationship')
    .filter((link) => type === '' || attribute(link, 'typeCode') === type)
    .flatMap((link) => findAll(link, name))
}

const COMMENT = '2.16.840.1.113883.10.20.22.4.64'

/** Comments of people, as notes. */
export function notesOf(node: XmlNode, section: Section): object {
  const texts = related(node, 'act')
    .filter((act) => hasTemplate(act, COMMENT) || attribute(find(act, 'code'), 'code') === '48767-8')
    .map((act) => wordsOf(find(act, 'text'), section))
    .filter(Boolean)
  return texts.length > 0 ? { note: texts.slice(0, 16).map((text) => ({ text })) } : {}
}
