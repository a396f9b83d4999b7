/**
 * Text out of the raw bytes between tags or quotes. Only the five predefined entities and numeric references are
 * undone; an entity that a DTD defines stays as written, so that nothing can expand ("billion laughs").
 */

const decoder = new TextDecoder('utf-8')
const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const CODE_POINT_MAX = 0x10ffff
const AMPERSAND = 38

export function decodeText(bytes: Uint8Array): string {
  const text = decoder.decode(bytes)
  return bytes.includes(AMPERSAND) ? text.replace(REFERENCE, undo) : text
}

function undo(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name] ?? whole
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  const isScalar = code > 0 && code <= CODE_POINT_MAX && (code < 0xd800 || code > 0xdfff)
  return isScalar ? String.fromCodePoint(code) : whole
}
