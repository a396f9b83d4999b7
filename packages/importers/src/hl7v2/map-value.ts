/** What an OBX says of its value, by the type that it names (OBX-2). */
import { INTERPRETATION, systemOfName, UCUM } from '../clinical/code-systems.ts'
import { NO_TIME, type StatedTime } from '../clinical/hl7-time.ts'
import { numberFromText } from '../text/byte-numbers.ts'
import type { Segment } from './segment.ts'

const COMPARED = /^\s*(<=?|>=?)\s*(\S+)\s*$/

/** The members of a FHIR Observation that hold a value: one at most. */
export function resultValue(type: string, result: Segment): Record<string, unknown> {
  const components = result.repetitions(5)[0] ?? []
  const [first = ''] = components
  if (first.trim() === '' && components.every((part) => part.trim() === '')) return {}
  switch (type) {
    case 'NM':
      return numberOf(result, first)
    case 'SN':
      return structuredNumber(result, components)
    case 'CE':
    case 'CWE':
    case 'CNE':
    case 'CF':
      return { valueCodeableConcept: coded(components) }
    default:
      return textOf(result)
  }
}

/** Also what a machine writes into the field for a number: `<0.5`, `negative`. */
function numberOf(result: Segment, text: string): Record<string, unknown> {
  const value = numberFromText(text)
  if (!Number.isNaN(value)) return { valueQuantity: quantityOf(result, value) }
  const compared = COMPARED.exec(text)
  const limit = numberFromText(compared?.[2] ?? '')
  if (compared === null || Number.isNaN(limit)) return { valueString: text }
  return { valueQuantity: { ...quantityOf(result, limit), comparator: compared[1] } }
}

/** `>^100`, `^1^-^5`, `^1^:^128`. */
function structuredNumber(result: Segment, components: readonly string[]): Record<string, unknown> {
  const [comparator = '', one = '', separator = '', other = ''] = components
  const first = numberFromText(one)
  const second = numberFromText(other)
  if (Number.isNaN(first)) return { valueString: components.join('') }
  if (separator === '-' && !Number.isNaN(second)) {
    return { valueRange: { low: quantityOf(result, first), high: quantityOf(result, second) } }
  }
  if ((separator === ':' || separator === '/') && !Number.isNaN(second)) {
    return { valueRatio: { numerator: { value: first }, denominator: { value: second } } }
  }
  if (separator !== '') return { valueString: components.join('') }
  const isComparator = ['<', '<=', '>', '>='].includes(comparator)
  if (comparator !== '' && comparator !== '=' && !isComparator) return { valueString: components.join('') }
  return { valueQuantity: { ...quantityOf(result, first), ...(isComparator && { comparator }) } }
}

function coded([code = '', display = '', system = '']: readonly string[]): object {
  const coding = [
    { ...(system !== '' && { system: systemOfName(system) }), code, ...(display !== '' && { display }) },
  ]
  return { ...(code !== '' && { coding }), text: display || code }
}

const separators = { TX: '\n', FT: '\n', ST: '; ' } as Readonly<Record<string, string>>

function textOf(result: Segment): Record<string, unknown> {
  const type = result.text(2)
  // In plain text a separator is a letter like any other.
  const isPlain = ['TX', 'FT', 'ST'].includes(type)
  const texts = result.repetitions(5).map((parts) => parts.join(isPlain ? '^' : ' ').trim())
  const text = texts.filter(Boolean).join(separators[type] ?? '; ')
  return text === '' ? {} : { valueString: text }
}

/** In the unit of OBX-6, or the one that is given. */
export function quantityOf(result: Segment, value: number, stated = ''): object {
  const [code = '', display = '', system = ''] = result.repetitions(6)[0] ?? []
  const unit = stated || display || code
  const isUcum = systemOfName(system) === UCUM
  return {
    value,
    ...(unit !== '' && { unit }),
    ...(isUcum && { system: UCUM }),
    ...(code !== '' && stated === '' && { code }),
  }
}

const FLAGS: Readonly<Record<string, string>> = {
  L: 'Low',
  LL: 'Critically low',
  H: 'High',
  HH: 'Critically high',
  N: 'Normal',
  A: 'Abnormal',
  AA: 'Critically abnormal',
  '<': 'Below the scale',
  '>': 'Above the scale',
  S: 'Susceptible',
  R: 'Resistant',
  I: 'Intermediate',
  POS: 'Positive',
  NEG: 'Negative',
}

export function interpretationOf(flags: readonly string[]): object {
  const known = flags.filter((flag) => flag !== '')
  if (known.length === 0) return {}
  const concepts = known.map((flag) => {
    const display = FLAGS[flag]
    return display === undefined
      ? { text: flag }
      : { coding: [{ system: INTERPRETATION, code: flag, display }] }
  })
  return { interpretation: concepts.slice(0, 8) }
}

/** The first of several times that is one. */
export function firstTime(...times: readonly StatedTime[]): StatedTime {
  return times.find((time) => time.text !== '') ?? NO_TIME
}
