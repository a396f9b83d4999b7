/** Walks a C-CDA document: which section it is in, and what each observation there says. */
import { attributesOf, CLOSE, EMPTY, type Tag, tagName, tagText } from '../xml/tag.ts'
import { hl7Date, hl7Time } from './hl7-time.ts'

export interface CcdaListener {
  /** A FHIR Observation, as far as the document says one. */
  observation(resource: object): void
  section(): void
}

export interface CcdaReader {
  tag(tag: Tag): void
  title(): string
  /** Milliseconds since 1970, UTC, or null. */
  date(): number | null
  depth(): number
}

interface OpenObservation {
  readonly depth: number
  code: Record<string, string>
  value: Record<string, string>
  time: string
  low: Record<string, string> | null
  high: Record<string, string> | null
}

const LOINC_OID = '2.16.840.1.113883.6.1'
const RESULTS = new Set(['30954-2', '8716-3', '18725-2', '26436-6'])
const DEPTH_MAX = 200

interface State {
  readonly listener: CcdaListener
  readonly path: string[]
  section: string
  title: string
  date: string
  readonly observations: OpenObservation[]
}

export function createCcdaReader(listener: CcdaListener): CcdaReader {
  const state: State = { listener, path: [], section: '', title: '', date: '', observations: [] }
  return {
    tag: (tag) => readTag(state, tag),
    title: () => state.title,
    date: () => hl7Time(state.date),
    depth: () => state.path.length,
  }
}

function readTag(state: State, tag: Tag): void {
  // Prefixes differ from one maker to the next.
  const name = tagName(tag).replace(/^\w+:/, '')
  if (tag.kind === CLOSE) {
    closeTag(state, name, tag)
    return
  }
  openTag(state, name, attributesOf(tag))
  if (tag.kind !== EMPTY && state.path.length < DEPTH_MAX) state.path.push(name)
  else if (name === 'observation') closeObservation(state)
}

function openTag(state: State, name: string, attributes: Record<string, string>): void {
  const parent = state.path.at(-1)
  if (name === 'section') {
    state.section = ''
    state.listener.section()
  } else if (name === 'code' && parent === 'section') state.section = attributes['code'] ?? ''
  else if (name === 'effectiveTime' && parent === 'ClinicalDocument') state.date = attributes['value'] ?? ''
  else if (name === 'observation') {
    const depth = state.path.length
    state.observations.push({ depth, code: {}, value: {}, time: '', low: null, high: null })
  } else readPart(state, name, attributes)
}

/** What an observation says, by the path below it. */
function readPart(state: State, name: string, attributes: Record<string, string>): void {
  const open = state.observations.at(-1)
  if (open === undefined) return
  const path = [...state.path.slice(open.depth + 1), name].join(' ')
  switch (path) {
    case 'code':
      open.code = attributes
      break
    case 'code translation':
      // A local code with a LOINC code beside it.
      if (attributes['codeSystem'] === LOINC_OID) open.code = attributes
      break
    case 'value':
      open.value = attributes
      break
    case 'effectiveTime':
      open.time = attributes['value'] ?? ''
      break
    case 'effectiveTime low':
      open.time ||= attributes['value'] ?? ''
      break
    default:
      readLimit(open, path, attributes)
  }
}

/** An end of an interval: of the value itself or of the range that is usual. */
function readLimit(open: OpenObservation, path: string, attributes: Record<string, string>): void {
  switch (path) {
    case 'value low':
      open.value = { ...attributes, comparator: '>=' }
      break
    case 'value high':
      open.value = { ...attributes, comparator: '<=' }
      break
    case 'referenceRange observationRange value low':
      open.low = attributes
      break
    case 'referenceRange observationRange value high':
      open.high = attributes
      break
  }
}

function closeTag(state: State, name: string, tag: Tag): void {
  const at = state.path.lastIndexOf(name)
  if (at < 0) return
  state.path.length = at
  if (name === 'title' && state.path.join(' ') === 'ClinicalDocument')
    state.title = tagText(tag).trim().slice(0, 200)
  else if (name === 'observation') closeObservation(state)
  else if (name === 'section') state.section = ''
}

function closeObservation(state: State): void {
  const open = state.observations.pop()
  if (open === undefined || !RESULTS.has(state.section)) return
  state.listener.observation(resourceOf(open, state.section))
}

function resourceOf(open: OpenObservation, section: string): object {
  const { code, value, time } = open
  const quantity = quantityOf(value)
  const text = value['displayName'] ?? ''
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ code: section === '8716-3' ? 'vital-signs' : 'laboratory' }] }],
    code: {
      coding: [
        {
          system:
            code['codeSystem'] === LOINC_OID ? 'http://loinc.org' : `urn:oid:${code['codeSystem'] ?? ''}`,
          code: code['code'],
          display: code['displayName'],
        },
      ],
    },
    effectiveDateTime: hl7Date(time) || undefined,
    ...(quantity !== null ? { valueQuantity: quantity } : text !== '' && { valueString: text }),
    ...rangeOf(open),
  }
}

function quantityOf(attributes: Record<string, string>): object | null {
  const value = Number(attributes['value'] ?? Number.NaN)
  if (Number.isNaN(value)) return null
  const { unit, comparator } = attributes
  return {
    value,
    ...(unit !== undefined && { unit, code: unit }),
    ...(comparator !== undefined && { comparator }),
  }
}

function rangeOf({ low, high }: OpenObservation): object {
  const range = {
    ...(low !== null && quantityOf(low) !== null && { low: quantityOf(low) }),
    ...(high !== null && quantityOf(high) !== null && { high: quantityOf(high) }),
  }
  return Object.keys(range).length > 0 ? { referenceRange: [range] } : {}
}
