/**
 * A stream read the way a binary format is written: so many bytes, then so many more. Only what was asked for is in
 * memory; the rest is passed over. A file that ends or breaks answers null from then on.
 */
import type { ImportContext } from '../format.ts'
import type { PeekableReader } from '../input.ts'
import { EntryError } from '../zip/entry-error.ts'

export interface ByteSource {
  /** Where the next byte is in the file. */
  readonly offset: number
  /** True when the file ended inside of something that was asked for. */
  readonly endedEarly: boolean
  /** Exactly so many bytes, a copy; null when the file holds fewer. */
  take(count: number): Promise<Uint8Array<ArrayBuffer> | null>
  /** Passes over so many bytes. False when the file holds fewer. */
  skip(count: number): Promise<boolean>
  /** Passes over all that is left. */
  drain(): Promise<void>
}

interface State {
  piece: Uint8Array
  offset: number
  endedEarly: boolean
}

export function createByteSource(reader: PeekableReader, context: ImportContext): ByteSource {
  const state: State = { piece: new Uint8Array(0), offset: 0, endedEarly: false }

  /** Makes sure that there is a byte; false at the end. */
  async function fill(): Promise<boolean> {
    if (state.piece.length > 0) return true
    try {
      state.piece = (await reader.next()) ?? state.piece
    } catch (error) {
      if (!(error instanceof EntryError)) throw error
      context.report.partial(state.offset, `The file cannot be read from here on (${error.code}).`)
      return false
    }
    await context.sink.settle?.()
    return state.piece.length > 0
  }

  function pass(count: number): void {
    state.piece = state.piece.subarray(count)
    state.offset += count
  }

  return {
    get offset() {
      return state.offset
    },
    get endedEarly() {
      return state.endedEarly
    },
    async take(count) {
      const bytes = new Uint8Array(count)
      let filled = 0
      while (filled < count) {
        if (!(await fill())) {
          state.endedEarly ||= filled > 0
          return null
        }
        const part = state.piece.subarray(0, count - filled)
        bytes.set(part, filled)
        filled += part.length
        pass(part.length)
      }
      return bytes
    },
    async skip(count) {
      let left = count
      while (left > 0) {
        if (!(await fill())) {
          state.endedEarly = true
          return false
        }
        const passed = Math.min(left, state.piece.length)
        pass(passed)
        left -= passed
      }
      return true
    },
    async drain() {
      while (await fill()) pass(state.piece.length)
    },
  }
}
