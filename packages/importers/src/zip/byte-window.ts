/** A window over a stream of bytes: look ahead as far as needed, take from the front. */
import type { ByteReader } from '../input.ts'

export interface ByteWindow {
  /** The bytes that are here now. Valid until the next `fill` or `drop`. */
  readonly bytes: Uint8Array
  /** Reads until there are `count` bytes or the input ends. Whether there are. */
  fill(count: number): Promise<boolean>
  drop(count: number): void
}

export function createByteWindow(reader: ByteReader): ByteWindow {
  let bytes = new Uint8Array(0)
  return {
    get bytes() {
      return bytes
    },
    async fill(count) {
      while (bytes.length < count) {
        const more = await reader.next()
        if (more === null) return false
        const both = new Uint8Array(bytes.length + more.length)
        both.set(bytes)
        both.set(more, bytes.length)
        bytes = both
      }
      return true
    },
    drop(count) {
      bytes = bytes.subarray(count)
    },
  }
}
