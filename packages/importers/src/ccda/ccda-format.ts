/**
 * C-CDA of any version and maker, and sections of it: a clinical document as XML. It is kept whole; what its entries
 * state is read as well, and a section that has only words is kept as words.
 * Read next: document-walker.ts, route-entry.ts.
 */
import { hl7Time } from '../clinical/hl7-time.ts'
import { createEmitter, type Emitter } from '../emitter.ts'
import { readResource } from '../fhir/fhir-resource.ts'
import { FIRST_BYTES, type Format, type ImportContext } from '../format.ts'
import { readPieces } from '../read-pieces.ts'
import { decoderFor } from '../text/charset.ts'
import { createTagScanner } from '../xml/tag-scanner.ts'
import { createDocumentWalker, type Section, type WalkListener } from './document-walker.ts'
import { emitFile, routeEntry } from './route-entry.ts'
import { attribute, find, textOf, type XmlNode } from './xml-node.ts'

const ROOT = /<(?:\w+:)?ClinicalDocument[\s>]|2\.16\.840\.1\.113883\.10\.20\.22\./
const DECLARATION = /^\uFEFF?<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/
const ASCII = new TextDecoder('latin1')

export const ccda: Format = {
  id: 'c-cda',
  matches: (first) => ROOT.test(decoderFor(first).decode(first)),
  async read(reader, context) {
    const first = await reader.peek(FIRST_BYTES)
    const declared = DECLARATION.exec(ASCII.decode(first.subarray(0, 200)))?.[1] ?? ''
    const text = decoderFor(first, declared)
    const document = createDocumentReader(context)
    const scanner = createTagScanner({
      tag: document.tag,
      broken: (offset) => context.report.skip('', 'broken-markup', offset, ''),
    })
    const encoder = new TextEncoder()
    const push = (piece: Uint8Array) =>
      scanner.push(text.encoding === 'utf-8' ? piece : encoder.encode(text.decode(piece, { stream: true })))
    await readPieces(reader, context, push)
    document.finish(scanner.finish())
  },
}

interface Header {
  title: string
  kind: string
  kindCode: string
  date: number | null
  organization: string
}

function createDocumentReader(context: ImportContext) {
  let emit = createEmitter(context, SOURCE)
  const header: Header = { title: '', kind: '', kindCode: '', date: null, organization: '' }
  let sections = 0
  const listener: WalkListener = {
    header(node) {
      readHeader(header, node, context, emit)
      if (node.name === 'custodian') emit = emit.from({ ...SOURCE, manufacturer: header.organization })
    },
    entry: (section, statement) => routeEntry({ emit, clock: context.clock, section }, statement),
    section(section) {
      sections++
      emit.count('section')
      keepWords(emit, section)
    },
    file: (node) => emitFile({ emit, clock: context.clock, section: bodyOf(header) }, node, node),
    tooLarge: (name, offset) => context.report.skip(name, 'too-large', offset, 'Some of it was left out.'),
  }
  const walker = createDocumentWalker(listener)
  return {
    tag(tag: Parameters<typeof walker.tag>[0]) {
      emit.place = tag.offset
      walker.tag(tag)
    },
    finish(cut: number | null) {
      const isWhole = walker.finish() && cut === null
      if (!isWhole) context.report.partial(cut ?? emit.place, 'The document ends too early.')
      emitDocument(emit, header, sections)
    },
  }
}

const SOURCE = { name: 'Clinical document' }

function readHeader(header: Header, node: XmlNode, context: ImportContext, emit: Emitter): void {
  switch (node.name) {
    case 'title':
      header.title = textOf(node).replace(/\s+/g, ' ').slice(0, 200)
      break
    case 'code':
      header.kindCode = attribute(node, 'code')
      header.kind = attribute(node, 'displayName')
      break
    case 'effectiveTime':
      header.date = hl7Time(attribute(node, 'value'), context.clock).start
      break
    case 'custodian':
      header.organization = textOf(
        find(node, 'assignedCustodian', 'representedCustodianOrganization', 'name'),
      ).slice(0, 200)
      break
    case 'recordTarget':
      readPerson(emit, node, context)
      break
  }
}

const SEXES: Readonly<Record<string, string>> = { F: 'female', M: 'male', UN: 'other' }

function readPerson(emit: Emitter, node: XmlNode, context: ImportContext): void {
  const patient = find(node, 'patientRole', 'patient')
  const birth = hl7Time(attribute(find(patient, 'birthTime'), 'value'), context.clock)
  const person = {
    resourceType: 'Patient',
    birthDate: birth.day || birth.text,
    gender: SEXES[attribute(find(patient, 'administrativeGenderCode'), 'code')] ?? '',
  }
  readResource(emit, person, context.clock)
}

/** A section that has only words is kept as words. */
function keepWords(emit: Emitter, section: Section): void {
  if (section.entries > 0 || section.narrative === null) return
  const words = textOf(section.narrative)
  if (words !== '') emit.unknown(`section ${section.title || section.code}`, words)
}

function bodyOf(header: Header): Section {
  return { code: '', title: header.title, narrative: null, templates: new Set(), entries: 0 }
}

const DISCHARGE_SUMMARY = '18842-5'

function emitDocument(emit: Emitter, header: Header, sections: number): void {
  emit.document({
    metric: header.kindCode === DISCHARGE_SUMMARY ? 'discharge_summary' : 'doc_ccda',
    contentType: 'application/xml',
    title: header.title || 'Clinical document',
    date: header.date,
    details: {
      ...(header.kind !== '' && { kind: header.kind.slice(0, 200) }),
      ...(header.organization !== '' && { organization: header.organization }),
      sections: String(sections),
    },
  })
}
