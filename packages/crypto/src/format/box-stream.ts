/**
 * The box over a stream: constant memory for payloads of any size. Plaintext that comes out of `openBoxStream`
 * is authentic piece by piece, but only its end proves that nothing was cut off.
 */
import { type Bytes, concat } from '@nornos/std'
import { makeBoxSealer, openBoxHeader } from './box.ts'
import { chunkBytes, sealedChunkBytes } from './box-size.ts'

type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Yields the header, then one sealed chunk at a time. */
export async function* sealBoxStream(
  key: CryptoKey,
  context: Bytes,
  plaintext: ByteSource,
): AsyncGenerator<Bytes> {
  const sealer = await makeBoxSealer(key, context)
  yield sealer.header
  let index = 0
  for await (const { piece, isLast } of pieces(plaintext, chunkBytes)) {
    yield await sealer.sealChunk(index++, piece, isLast)
  }
}

/** Yields plaintext chunks; throws `cannot-open` at the first that does not hold, and for a cut end. */
export async function* openBoxStream(
  key: CryptoKey,
  context: Bytes,
  header: Bytes,
  chunks: ByteSource,
): AsyncGenerator<Bytes> {
  const opener = await openBoxHeader(key, context, header)
  let index = 0
  for await (const { piece, isLast } of pieces(chunks, sealedChunkBytes)) {
    yield await opener.openChunk(index++, piece, isLast)
  }
}

interface Piece {
  readonly piece: Bytes
  readonly isLast: boolean
}

/** Cuts a source into pieces of `length`; the last is always shorter, so a full multiple ends in an empty one. */
async function* pieces(source: ByteSource, length: number): AsyncGenerator<Piece> {
  let pending: Bytes = new Uint8Array(0)
  for await (const part of source) {
    pending = concat(pending, part)
    let start = 0
    for (; pending.length - start >= length; start += length) {
      yield { piece: pending.slice(start, start + length), isLast: false }
    }
    pending = pending.slice(start)
  }
  yield { piece: pending, isLast: true }
}
