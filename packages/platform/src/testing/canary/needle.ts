/** A planted value in every form in which it could leak. */
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'

export type Canary =
  | { readonly name: string; readonly text: string }
  /** As text in decimal, and as the eight bytes of a little-endian double. */
  | { readonly name: string; readonly number: number }

export interface Needle {
  readonly canary: string
  readonly form: 'clear' | 'base64' | 'hex' | 'utf-16' | 'double' | 'deflated'
  readonly bytes: Buffer
}

/** What to look for. Deflated text is also found by inflating what is there: see inflate.ts. */
export function needlesOf(canary: Canary): Needle[] {
  const plain = 'text' in canary ? Buffer.from(canary.text) : Buffer.from(String(canary.number))
  const needles: Needle[] = [
    ...formsOf(canary.name, plain),
    { canary: canary.name, form: 'utf-16', bytes: Buffer.from(plain.toString(), 'utf16le') },
  ]
  if ('number' in canary) {
    const double = Buffer.alloc(8)
    double.writeDoubleLE(canary.number)
    needles.push({ canary: canary.name, form: 'double', bytes: double })
    needles.push({ canary: canary.name, form: 'hex', bytes: Buffer.from(double.toString('hex')) })
  }
  return needles
}

function formsOf(canary: string, plain: Buffer): Needle[] {
  const hex = plain.toString('hex')
  const forms: Needle[] = [
    { canary, form: 'clear', bytes: plain },
    { canary, form: 'hex', bytes: Buffer.from(hex) },
    { canary, form: 'hex', bytes: Buffer.from(hex.toUpperCase()) },
    ...base64Forms(plain).map((text) => ({ canary, form: 'base64' as const, bytes: Buffer.from(text) })),
    ...[deflateRawSync, deflateSync, gzipSync].map((pack) => ({
      canary,
      form: 'deflated' as const,
      // Without the end: what follows in a longer stream differs.
      bytes: pack(plain).subarray(0, -8),
    })),
  ]
  return forms.filter(({ bytes }) => bytes.length >= 6)
}

/** Inside longer data the text starts at one of three places within a group of three bytes. */
function base64Forms(plain: Buffer): string[] {
  const shifted = [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), plain]).toString('base64')
    // The first and last group also hold bits of the neighbours.
    const inner = text.replaceAll('=', '').slice(before === 0 ? 0 : 4, -2)
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')]
  })
  return [...new Set(shifted)]
}
