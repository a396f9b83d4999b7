/** The values that a PDF is made of (ISO 32000-1, section 7.3). Strings hold one byte a letter. */

export interface PdfName {
  readonly kind: 'name'
  readonly name: string
}

export interface PdfReference {
  readonly kind: 'reference'
  readonly number: number
}

export interface PdfStream {
  readonly kind: 'stream'
  readonly dictionary: PdfDictionary
  /** Places in the file. */
  readonly start: number
  readonly end: number
}

/** What is drawn next, in a content stream. */
export interface PdfOperator {
  readonly kind: 'operator'
  readonly name: string
}

export type PdfDictionary = ReadonlyMap<string, PdfValue>
export type PdfValue =
  | null
  | boolean
  | number
  | string
  | readonly PdfValue[]
  | PdfDictionary
  | PdfName
  | PdfReference
  | PdfStream
  | PdfOperator

export function isDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return value instanceof Map
}

export function isList(value: PdfValue | undefined): value is readonly PdfValue[] {
  return Array.isArray(value)
}

type Kind = 'name' | 'reference' | 'stream' | 'operator'

export function isKind<Wanted extends Kind>(
  value: PdfValue | undefined,
  kind: Wanted,
): value is Extract<PdfValue, { readonly kind: Wanted }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
}

export function nameOf(value: PdfValue | undefined): string {
  return isKind(value, 'name') ? value.name : ''
}

export function numberOf(value: PdfValue | undefined, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
}

const CHUNK = 8192

/** Bytes as letters, one each. */
export function binaryText(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)))
  }
  return parts.join('')
}
