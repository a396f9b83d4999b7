/**
 * Numbers out of ASCII bytes without making strings. The decimal path is exact: up to 15 digits are an exact
 * integer and a power of ten up to 10^22 is an exact divisor, so one division rounds correctly (Clinger 1990).
 * Everything else goes through the language's own parser.
 */

const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => 10 ** exponent)
const DIGITS_MAX = 15
const MINUS = 45
const PLUS = 43
const DOT = 46
const COMMA = 44
const ZERO = 48
const NINE = 57

/**
 * The number written in bytes[start, end), or NaN. A decimal comma is taken as a point. `shift` moves the point to
 * the right before the one rounding: with 2, `0.57` is exactly 57 and not 56.99999999999999.
 */
export function parseDecimal(bytes: Uint8Array, start: number, end: number, shift = 0): number {
  const first = bytes[start]
  if (first !== MINUS) return parseUnsigned(bytes, first === PLUS ? start + 1 : start, end, shift)
  // Zero has one form.
  return 0 - parseUnsigned(bytes, start + 1, end, shift)
}

function parseUnsigned(bytes: Uint8Array, start: number, end: number, shift: number): number {
  let mantissa = 0
  let at = start
  let point = -1
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte >= ZERO && byte <= NINE) mantissa = mantissa * 10 + byte - ZERO
    else if (point < 0 && (byte === DOT || byte === COMMA)) point = at
    else return parseSlowly(bytes, start, end, shift)
  }
  const decimals = point < 0 ? 0 : end - point - 1
  const digits = end - start - (point < 0 ? 0 : 1)
  if (digits === 0 || digits > DIGITS_MAX) return parseSlowly(bytes, start, end, shift)
  return movePoint(mantissa, shift - decimals)
}

function movePoint(mantissa: number, places: number): number {
  if (places === 0) return mantissa
  return places > 0 ? mantissa * (POWERS_OF_TEN[places] ?? 1) : mantissa / (POWERS_OF_TEN[-places] ?? 1)
}

const LONGEST_NUMBER = 64

function parseSlowly(bytes: Uint8Array, start: number, end: number, shift: number): number {
  if (end <= start || end - start > LONGEST_NUMBER) return Number.NaN
  let text = ''
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0)
  return UNSIGNED_TEXT.test(text) ? numberFromText(text) * 10 ** shift : Number.NaN
}

const UNSIGNED_TEXT = /^[\d.,]/

const DECIMAL_TEXT = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?$/

/** The number that a person or a machine wrote, with point or comma, or NaN: never hex, never blank. */
export function numberFromText(text: string): number {
  const trimmed = text.trim()
  return DECIMAL_TEXT.test(trimmed) ? Number(trimmed.replace(',', '.')) : Number.NaN
}
