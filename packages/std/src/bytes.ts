/**
 * Bytes and their written forms. Everything here is exact and strict: text that is not canonical is refused
 * with null, so that one value has one spelling.
 */

/** Bytes over a plain ArrayBuffer: what WebCrypto, fetch and IndexedDB take. */
export type Bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function utf8(text: string): Bytes {
  return encoder.encode(text)
}

/** The text, or null when the bytes are not well-formed UTF-8. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes)
  } catch {
    return null
  }
}

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

// Below this the collector is cheaper.
const releasedBytesMin = 1024 * 1024

let portToNobody: MessagePort | undefined

/**
 * Gives the memory of large bytes that nobody reads any more back at once: a collector lets them wait, because their
 * handles are small. They and all that share their memory may be empty from then on.
 */
export function releaseBytes(...all: readonly Bytes[]): void {
  if (all.reduce((sum, bytes) => sum + bytes.length, 0) < releasedBytesMin) return
  if (portToNobody === undefined) {
    const { port1, port2 } = new MessageChannel()
    // The other end: of a port that is closed itself, Chromium takes nothing over.
    port2.close()
    portToNobody = port1
  }
  // Handed over to nobody. To detach them is not enough: a browser keeps what one of its functions has seen.
  portToNobody.postMessage(
    null,
    all.map(({ buffer }) => buffer),
  )
}

/** Equal length and content, in time that depends on the length alone. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  let difference = 0
  for (let index = 0; index < left.length; index++) {
    difference |= (left[index] ?? 0) ^ (right[index] ?? 0)
  }
  return difference === 0
}

/** -1, 0 or 1, as unsigned bytes from the left; a prefix comes first. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length)
  for (let index = 0; index < shared; index++) {
    const step = (left[index] ?? 0) - (right[index] ?? 0)
    if (step !== 0) return Math.sign(step)
  }
  return Math.sign(left.length - right.length)
}

export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

/** Lower-case hex only; null for anything else. */
export function fromHex(text: string): Bytes | null {
  if (text.length % 2 !== 0) return null
  const bytes = new Uint8Array(text.length / 2)
  for (let index = 0; index < bytes.length; index++) {
    const high = hexDigit(text.charCodeAt(index * 2))
    const low = hexDigit(text.charCodeAt(index * 2 + 1))
    if (high < 0 || low < 0) return null
    bytes[index] = (high << 4) | low
  }
  return bytes
}

/** The value of a digit 0-9 or a-f, by its character code; -1 for every other character. */
function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  return code >= 0x61 && code <= 0x66 ? code - 0x57 : -1
}

const base64Digits = utf8('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
const base64Values = new Int8Array(128).fill(-1)
for (const [value, code] of base64Digits.entries()) base64Values[code] = value

/** Base64url without padding (RFC 4648 §5). */
export function toBase64Url(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil((bytes.length * 8) / 6))
  let [pending, bits, at] = [0, 0, 0]
  for (const byte of bytes) {
    pending = (pending << 8) | byte
    for (bits += 8; bits >= 6; bits -= 6) codes[at++] = base64Digits[(pending >> (bits - 6)) & 63] ?? 0
    pending &= 63
  }
  if (bits > 0) codes[at] = base64Digits[(pending << (6 - bits)) & 63] ?? 0
  return strictDecoder.decode(codes)
}

/** Canonical base64url without padding; null for anything else. */
export function fromBase64Url(text: string): Bytes | null {
  if (text.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8))
  let [pending, bits, at] = [0, 0, 0]
  for (let index = 0; index < text.length; index++) {
    const value = base64Values[text.charCodeAt(index)] ?? -1
    if (value < 0) return null
    pending = ((pending & 63) << 6) | value
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = pending >> bits
  }
  // Bits that belong to no byte would give one value a second spelling.
  return (pending & ((1 << bits) - 1)) === 0 ? bytes : null
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The 16 bytes of a lower-case UUID; null for anything else. */
export function uuidToBytes(uuid: string): Bytes | null {
  return uuidShape.test(uuid) ? fromHex(uuid.replaceAll('-', '')) : null
}

/** The lower-case UUID of 16 bytes. */
export function bytesToUuid(bytes: Uint8Array): string {
  const hex = toHex(bytes)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
