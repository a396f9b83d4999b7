/** Drives a reader that is pushed bytes, and lets the consumer of its samples keep up. */
import type { ImportContext } from './format.ts'
import type { ByteReader } from './input.ts'
import { EntryError } from './zip/entry-error.ts'

const PIECE = 512 * 1024

/**
 * Pushes everything, in pieces small enough that the consumer may write between them. An entry that ends too early
 * or is damaged is noted as partial; what came before it counts.
 */
export async function readPieces(
  reader: ByteReader,
  context: ImportContext,
  push: (piece: Uint8Array) => void,
): Promise<void> {
  let taken = 0
  try {
    for (let piece = await reader.next(); piece !== null; piece = await reader.next()) {
      for (let from = 0; from < piece.length; from += PIECE) {
        push(piece.subarray(from, from + PIECE))
        await context.sink.settle?.()
      }
      taken += piece.length
    }
  } catch (error) {
    if (!(error instanceof EntryError)) throw error
    context.report.partial(taken, ENDINGS[error.code])
  }
}

const ENDINGS = {
  encrypted: 'The file is protected by a password.',
  'unsupported-compression': 'The file is compressed in a way that cannot be read.',
  truncated: 'The file ends too early.',
  damaged: 'The file is damaged from here on.',
  'checksum-mismatch':
    'The file was read to its end, but it is not the one that was packed: a part of it has changed.',
} as const
