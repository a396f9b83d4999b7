/**
 * The messages of a FIT file, read in the plainest way and by nothing of the importer: what the importer says of a file is
 * held against it. Only the first number of a field; no names, no scales, no developer fields.
 */

export interface PlainMessage {
  readonly message: number
  /** By the number of the field; what is marked as not measured is not there. */
  readonly fields: ReadonlyMap<number, number>
  /** It has fields of an app of its own, which may stand for those of the profile. */
  readonly hasOwnFields: boolean
}

interface Definition {
  readonly message: number
  readonly isLittle: boolean
  readonly fields: readonly (readonly [field: number, size: number, type: number])[]
  /** Bytes of the fields of an app. */
  readonly ownBytes: number
}

interface Place {
  at: number
}

export function plainFit(bytes: Uint8Array): PlainMessage[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const messages: PlainMessage[] = []
  let at = 0
  // Files may follow each other.
  while (at + 12 <= bytes.length && view.getUint32(at + 8) === 0x2e464954) {
    const start = at + view.getUint8(at)
    const end = Math.min(start + view.getUint32(at + 4, true), bytes.length)
    try {
      readFile(view, { at: start }, end, messages)
    } catch (error) {
      // It ends in the middle of a message.
      if (!(error instanceof RangeError)) throw error
    }
    at = end + 2
  }
  return messages
}

function readFile(view: DataView, place: Place, end: number, messages: PlainMessage[]): void {
  const definitions = new Map<number, Definition>()
  while (place.at < end) {
    const header = view.getUint8(place.at++)
    const isCompressed = (header & 0x80) !== 0
    if (!isCompressed && (header & 0x40) !== 0) {
      definitions.set(header & 15, definitionAt(view, place, (header & 0x20) !== 0))
      continue
    }
    const definition = definitions.get(isCompressed ? (header >> 5) & 3 : header & 15)
    const message = definition === undefined ? null : messageAt(view, place, end, definition)
    if (message === null) return
    messages.push(message)
  }
}

function definitionAt(view: DataView, place: Place, hasOwnFields: boolean): Definition {
  const { at } = place
  const isLittle = view.getUint8(at + 1) === 0
  const triples = (from: number) =>
    Array.from({ length: view.getUint8(from) }, (_, index) => {
      const byte = (part: number) => view.getUint8(from + 1 + index * 3 + part)
      return [byte(0), byte(1), byte(2)] as const
    })
  const fields = triples(at + 4)
  place.at = at + 5 + fields.length * 3
  const own = hasOwnFields ? triples(place.at) : []
  if (hasOwnFields) place.at += 1 + own.length * 3
  const ownBytes = own.reduce((sum, [, size]) => sum + size, 0)
  return { message: view.getUint16(at + 2, isLittle), isLittle, fields, ownBytes }
}

function messageAt(view: DataView, place: Place, end: number, definition: Definition): PlainMessage | null {
  const fields = new Map<number, number>()
  for (const [field, size, type] of definition.fields) {
    if (place.at + size > end) return null
    const value = numberAt(view, place.at, size, type, definition.isLittle)
    if (value !== null) fields.set(field, value)
    place.at += size
  }
  place.at += definition.ownBytes
  return { message: definition.message, fields, hasOwnFields: definition.ownBytes > 0 }
}

/** Of the types that the compared fields have: unsigned of one, two and four bytes. */
function numberAt(view: DataView, at: number, size: number, type: number, isLittle: boolean): number | null {
  const width = { 0: 1, 2: 1, 132: 2, 134: 4 }[type]
  if (width === undefined || size < width) return null
  const value =
    width === 1
      ? view.getUint8(at)
      : width === 2
        ? view.getUint16(at, isLittle)
        : view.getUint32(at, isLittle)
  return value === 2 ** (8 * width) - 1 ? null : value
}
