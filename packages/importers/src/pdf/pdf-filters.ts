/** The bytes of a stream behind its filters, as many as the document may still expand to. */
import { Inflate } from 'fflate'
import { isDictionary, isList, nameOf, numberOf, type PdfDictionary, type PdfValue } from './pdf-value.ts'

/** How much all streams of a document together may expand to. */
export interface Budget {
  bytes: number
}

const FEED = 8 * 1024

/** Null when a filter is one for pictures or not known. What is damaged is given up to the damage. */
export function decodeStream(
  raw: Uint8Array,
  dictionary: PdfDictionary,
  resolve: (value: PdfValue | undefined) => PdfValue,
  budget: Budget,
): Uint8Array | null {
  const filters = listOf(resolve(dictionary.get('Filter') ?? dictionary.get('F')))
  const parameters = listOf(resolve(dictionary.get('DecodeParms') ?? dictionary.get('DP')))
  let bytes: Uint8Array | null = raw
  for (const [at, filter] of filters.slice(0, 4).entries()) {
    if (bytes === null) return null
    const parameter = resolve(parameters[at])
    bytes = decodeOne(bytes, nameOf(resolve(filter)), isDictionary(parameter) ? parameter : new Map(), budget)
  }
  return bytes
}

function listOf(value: PdfValue): readonly PdfValue[] {
  if (value === null) return []
  return isList(value) ? value : [value]
}

function decodeOne(
  bytes: Uint8Array,
  filter: string,
  parameters: PdfDictionary,
  budget: Budget,
): Uint8Array | null {
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return unpredict(inflate(bytes, budget), parameters)
    case 'ASCIIHexDecode':
    case 'AHx':
      return fromHex(bytes)
    case 'ASCII85Decode':
    case 'A85':
      return fromBase85(bytes)
    default:
      return null
  }
}

const HEADER = 2

function inflate(bytes: Uint8Array, budget: Budget): Uint8Array {
  const pieces: Uint8Array[] = []
  const stream = new Inflate((piece) => {
    budget.bytes -= piece.length
    pieces.push(piece)
  })
  try {
    for (let at = HEADER; at < bytes.length && budget.bytes > 0; at += FEED) {
      stream.push(bytes.slice(at, at + FEED), false)
    }
  } catch {
    // Damaged from here on: what came before counts.
  }
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

const PNG_PREDICTOR = 10
const ROW_MAX = 1_000_000

/** Rows that were written as differences from those above, as PNG does. */
function unpredict(bytes: Uint8Array, parameters: PdfDictionary): Uint8Array {
  if (numberOf(parameters.get('Predictor'), 1) < PNG_PREDICTOR) return bytes
  const bits = numberOf(parameters.get('Colors'), 1) * numberOf(parameters.get('BitsPerComponent'), 8)
  const row = Math.ceil((numberOf(parameters.get('Columns'), 1) * bits) / 8)
  if (!(row > 0 && row <= ROW_MAX)) return bytes
  const back = Math.max(1, Math.ceil(bits / 8))
  const out = new Uint8Array(Math.floor(bytes.length / (row + 1)) * row)
  // A byte in front of the row says how it was written.
  for (let from = 0, to = 0; to < out.length; from += row + 1, to += row) {
    out.set(bytes.subarray(from + 1, from + 1 + row), to)
    addPrediction(out, to, row, back, bytes[from] ?? 0)
  }
  return out
}

function addPrediction(out: Uint8Array, start: number, row: number, back: number, type: number): void {
  for (let at = 0; at < row; at++) {
    const place = start + at
    const hasLeft = at >= back
    const left = hasLeft ? (out[place - back] ?? 0) : 0
    const above = out[place - row] ?? 0
    const corner = hasLeft ? (out[place - row - back] ?? 0) : 0
    out[place] = (out[place] ?? 0) + predicted(type, left, above, corner)
  }
}

function predicted(type: number, left: number, above: number, corner: number): number {
  switch (type) {
    case 1:
      return left
    case 2:
      return above
    case 3:
      return (left + above) >> 1
    case 4: {
      const guess = left + above - corner
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
      if (a <= b && a <= c) return left
      return b <= c ? above : corner
    }
    default:
      return 0
  }
}

function fromHex(bytes: Uint8Array): Uint8Array {
  const digits =
    new TextDecoder('latin1')
      .decode(bytes)
      .split('>', 1)[0]
      ?.replace(/[^0-9A-Fa-f]/g, '') ?? ''
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

function fromBase85(bytes: Uint8Array): Uint8Array {
  const text =
    new TextDecoder('latin1').decode(bytes).replace(/\s/g, '').replace(/^<~/, '').split('~', 1)[0] ?? ''
  const out: number[] = []
  for (const group of text.match(/z|[!-u]{1,5}/g) ?? []) {
    const digits = group === 'z' ? '!!!!!' : group
    let value = 0
    for (let at = 0; at < 5; at++) value = value * 85 + (digits.charCodeAt(at) || 117) - 33
    const count = group === 'z' ? 4 : group.length - 1
    for (let at = 0; at < count; at++) out.push(Math.floor(value / 256 ** (3 - at)) & 255)
  }
  return Uint8Array.from(out)
}
