/**
 * DICOM: kept whole. Read are the few elements at its beginning that say what it is; the image stays closed. Both
 * byte orders and implicit types (PS3.5, section 7.1).
 */
import { createEmitter } from '../emitter.ts'
import { FIRST_BYTES, type Format } from '../format.ts'
import { readPieces } from '../read-pieces.ts'

const PREAMBLE = 128
const SIGNATURE = [0x44, 0x49, 0x43, 0x4d]
const TRANSFER_SYNTAX = 0x00020010
const NAMES: ReadonlyMap<number, string> = new Map([
  [TRANSFER_SYNTAX, 'transfer syntax'],
  [0x00080020, 'study date'],
  [0x00080060, 'modality'],
  [0x00080070, 'manufacturer'],
  [0x00081030, 'study'],
  [0x0008103e, 'series'],
  [0x00180015, 'body part'],
])
const LAST_GROUP = 0x0018

export const dicom: Format = {
  id: 'dicom',
  matches: (first) => SIGNATURE.every((byte, index) => first[PREAMBLE + index] === byte),
  async read(reader, context) {
    const details = readElements((await reader.peek(FIRST_BYTES)).slice())
    await readPieces(reader, context, () => undefined)
    const emit = createEmitter(context, { name: 'DICOM' })
    emit.count('dicom')
    emit.document({
      metric: 'imaging_dicom',
      contentType: 'application/dicom',
      title:
        [details['modality'], details['study'] ?? details['series']].filter(Boolean).join(' ') ||
        'Medical image',
      date: dateOf(details['study date'] ?? ''),
      details,
    })
  },
}

function dateOf(text: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)$/.exec(text)
  const date = match === null ? Number.NaN : Date.parse(`${match[1]}-${match[2]}-${match[3]}T00:00:00Z`)
  return Number.isNaN(date) ? null : date
}

const IMPLICIT = '1.2.840.10008.1.2'
const BIG_ENDIAN = '1.2.840.10008.1.2.2'
const LONG_TYPES = new Set(['OB', 'OD', 'OF', 'OL', 'OW', 'SQ', 'UC', 'UN', 'UR', 'UT'])
const decoder = new TextDecoder('utf-8')

function readElements(bytes: Uint8Array<ArrayBuffer>): Record<string, string> {
  const view = new DataView(bytes.buffer)
  const details: Record<string, string> = {}
  let at = PREAMBLE + SIGNATURE.length
  while (at + 12 <= bytes.length) {
    const isMeta = view.getUint16(at, true) === 2
    const syntax = details['transfer syntax'] ?? ''
    const isLittle = isMeta || syntax !== BIG_ENDIAN
    const element = readElement(view, at, isLittle, !isMeta && syntax === IMPLICIT)
    const end = element.start + element.length
    if (element.tag >>> 16 > LAST_GROUP || end > bytes.length) break
    const name = NAMES.get(element.tag)
    const text = decoder.decode(bytes.subarray(element.start, end)).replace(/[\0\s]+$/, '')
    if (name !== undefined && text !== '') details[name] = text.slice(0, 200)
    at = end
  }
  return details
}

interface Element {
  readonly tag: number
  readonly start: number
  readonly length: number
}

function readElement(view: DataView, at: number, isLittle: boolean, isImplicit: boolean): Element {
  const tag = ((view.getUint16(at, isLittle) << 16) | view.getUint16(at + 2, isLittle)) >>> 0
  if (isImplicit) return { tag, start: at + 8, length: view.getUint32(at + 4, isLittle) }
  const type = String.fromCharCode(view.getUint8(at + 4), view.getUint8(at + 5))
  return LONG_TYPES.has(type)
    ? { tag, start: at + 12, length: view.getUint32(at + 8, isLittle) }
    : { tag, start: at + 8, length: view.getUint16(at + 6, isLittle) }
}
