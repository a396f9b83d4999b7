/**
 * The one spelling of a JSON value (RFC 8785, JSON Canonicalization Scheme): what gets signed or hashed.
 * Keys are ordered by UTF-16 code units, numbers and strings are written as ECMAScript writes them.
 */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/** Throws a RangeError for what JSON cannot say (NaN, an infinity, a lone surrogate). Undefined members are left out. */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('not a JSON number')
  if (typeof value === 'string') return canonicalString(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members: string[] = []
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member !== undefined) members.push(`${canonicalString(key)}:${canonicalJson(member)}`)
  }
  return `{${members.join(',')}}`
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new RangeError('not well-formed Unicode')
  return JSON.stringify(text)
}

// Array.isArray does not narrow a readonly list out of a union.
function isList(value: object): value is readonly Json[] {
  return Array.isArray(value)
}
