/** Results and vital signs as FHIR Observations. */

import { hl7Time } from '../clinical/hl7-time.ts'
import { parseRange } from '../clinical/range-text.ts'
import type { LocalClock } from '../local-time.ts'
import { numberFromText } from '../text/byte-numbers.ts'
import type { Section } from './document-walker.ts'
import {
  conceptOf,
  firstConcept,
  identifiersOf,
  momentOrPeriod,
  notesOf,
  performerOf,
  quantityOf,
  type StatedSpan,
} from './map-value.ts'
import { wordsOf } from './narrative.ts'
import { attribute, find, findAll, textOf, type XmlNode } from './xml-node.ts'

export type ObservationKind = 'laboratory' | 'vital-signs' | 'social-history'

export interface StatedObservation {
  readonly node: XmlNode
  readonly section: Section
  readonly kind: ObservationKind
  readonly span: StatedSpan
}

const STATUSES: Readonly<Record<string, string>> = {
  completed: 'final',
  active: 'preliminary',
  new: 'registered',
  held: 'registered',
  aborted: 'cancelled',
  cancelled: 'cancelled',
  nullified: 'entered-in-error',
}

/** Null when it says nothing of what was observed. */
export function observationOf(
  { node, section, kind, span }: StatedObservation,
  clock: LocalClock,
): object | null {
  const code = firstConcept(section, find(node, 'code')) ?? textConcept(wordsOf(find(node, 'text'), section))
  if (code === null) return null
  const value = valueOfObservation(find(node, 'value'), section, clock)
  const performer = performerOf(node)
  const method = firstConcept(section, find(node, 'methodCode'))
  const bodySite = firstConcept(section, find(node, 'targetSiteCode'))
  return {
    resourceType: 'Observation',
    ...identifiersOf(node),
    status: STATUSES[attribute(find(node, 'statusCode'), 'code')] ?? 'final',
    category: [{ coding: [{ code: kind }] }],
    code,
    ...momentOrPeriod('effective', span),
    ...value,
    ...(Object.keys(value).length === 0 && { dataAbsentReason: { text: absenceOf(find(node, 'value')) } }),
    ...interpretationOf(node, section),
    ...(performer !== '' && { performer: [{ display: performer }] }),
    ...(method !== null && { method }),
    ...(bodySite !== null && { bodySite }),
    ...rangesOf(node, section),
    ...notesOf(node, section),
  }
}

function textConcept(text: string): object | null {
  return text === '' ? null : { text }
}

/** The words of the standard for a null. */
const ABSENCES: Readonly<Record<string, string>> = {
  NI: 'no information',
  NA: 'not applicable',
  UNK: 'unknown',
  ASKU: 'asked but unknown',
  NAV: 'temporarily unavailable',
  NASK: 'not asked',
  MSK: 'masked',
  OTH: 'other',
}

function absenceOf(value: XmlNode | null): string {
  return ABSENCES[attribute(value, 'nullFlavor')] ?? 'unknown'
}

/** By the type that it names, or what it looks like. */
function valueOfObservation(
  value: XmlNode | null,
  section: Section,
  clock: LocalClock,
): Record<string, unknown> {
  const type = attribute(value, 'type').replace(/^.*:/, '')
  switch (type) {
    case 'IVL_PQ':
    case 'IVL_REAL':
    case 'IVL_INT':
      return intervalOf(value)
    case 'RTO':
    case 'RTO_PQ_PQ': {
      const [numerator, denominator] = [
        quantityOf(find(value, 'numerator')),
        quantityOf(find(value, 'denominator')),
      ]
      return numerator === null || denominator === null ? {} : { valueRatio: { numerator, denominator } }
    }
    case 'BL':
      return /^(?:true|false)$/.test(attribute(value, 'value'))
        ? { valueBoolean: attribute(value, 'value') === 'true' }
        : {}
    case 'TS': {
      const { text } = hl7Time(attribute(value, 'value'), clock)
      return text === '' ? {} : { valueDateTime: text }
    }
    default:
      return quantityOrWords(value, section)
  }
}

function quantityOrWords(value: XmlNode | null, section: Section): Record<string, unknown> {
  const quantity = quantityOf(value)
  if (quantity !== null) return { valueQuantity: quantity }
  const concept = attribute(value, 'code') === '' && textOf(value) !== '' ? null : conceptOf(value, section)
  if (concept !== null) return { valueCodeableConcept: concept }
  const words = wordsOf(value, section) || attribute(value, 'value')
  if (words === '') return {}
  // A number that is written as text.
  const compared = /^([<>]=?)\s*(\S+)$/.exec(words)
  const number = numberFromText(compared?.[2] ?? words)
  if (Number.isNaN(number)) return { valueString: words }
  return { valueQuantity: { value: number, ...(compared !== null && { comparator: compared[1] }) } }
}

/** One end is a limit of what was measured, two are a range. */
function intervalOf(value: XmlNode | null): Record<string, unknown> {
  const low = quantityOf(find(value, 'low'))
  const high = quantityOf(find(value, 'high'))
  const isOpen = (end: string) => attribute(find(value, end), 'inclusive') === 'false'
  if (low !== null && high !== null) return { valueRange: { low, high } }
  if (low !== null) return { valueQuantity: { ...low, comparator: isOpen('low') ? '>' : '>=' } }
  return high === null ? {} : { valueQuantity: { ...high, comparator: isOpen('high') ? '<' : '<=' } }
}

function interpretationOf(node: XmlNode, section: Section): object {
  const concepts = findAll(node, 'interpretationCode').flatMap((code) => conceptOf(code, section) ?? [])
  return concepts.length > 0 ? { interpretation: concepts.slice(0, 8) } : {}
}

function rangesOf(node: XmlNode, section: Section): object {
  const ranges = findAll(node, 'referenceRange', 'observationRange').flatMap((range) => {
    const value = find(range, 'value')
    const text = wordsOf(find(range, 'text'), section) || textOf(value)
    const printed = parseRange(text)
    const unit = printed === null || printed.unit === '' ? {} : { unit: printed.unit }
    const limit = (number: number | null | undefined) => (number == null ? null : { value: number, ...unit })
    const low = quantityOf(find(value, 'low')) ?? limit(printed?.low)
    const high = quantityOf(find(value, 'high')) ?? limit(printed?.high)
    if (low === null && high === null && text === '') return []
    return [{ ...(low !== null && { low }), ...(high !== null && { high }), ...(text !== '' && { text }) }]
  })
  return ranges.length > 0 ? { referenceRange: ranges.slice(0, 8) } : {}
}
