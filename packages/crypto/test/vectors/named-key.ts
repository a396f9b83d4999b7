/** Keys and ids that come from nothing but their name. */
import { createHash } from 'node:crypto'
import { toHex } from '@nornos/std'

/** 32 bytes that come from nothing but their name. */
export function namedKey(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(`nornos vector ${name}`).digest())
}

/** An id that comes from nothing but its name, spelt as a UUID v4. */
export function namedId(name: string): string {
  const hex = toHex(namedKey(name))
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
