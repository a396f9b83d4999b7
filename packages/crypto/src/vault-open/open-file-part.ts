/**
 * Reads a range of a file part without the rest of it, for previews and downloads that go on. What comes out is
 * authentic and in its place; that the whole part is there, only reading the whole part shows.
 */
import { assert, type Bytes, concat } from '@nornos/std'
import { openBoxHeader } from '../format/box.ts'
import { boxHeaderBytes, chunkBytes, sealedChunkBytes } from '../format/box-size.ts'
import { filePartBytesMax, frameHeaderBytes } from '../format/frame.ts'
import {
  type ObjectHeader,
  objectContext,
  objectHeaderBytes,
  parseObjectHeader,
} from '../format/object-header.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { epochKeys, type Vault } from './vault.ts'

/** How many bytes at the front of the blob `openFilePart` needs. */
export const filePartFrontBytes = objectHeaderBytes + boxHeaderBytes

export interface FilePart extends ObjectHeader {
  /** Which bytes of the blob hold the payload's bytes `start` … `end` − 1: fetch `from` … `to` − 1. */
  readonly blobRange: (start: number, end: number) => { readonly from: number; readonly to: number }
  /** The payload's bytes `start` … `end` − 1 out of exactly those bytes. Throws `cannot-open`. */
  readonly openRange: (start: number, end: number, fetched: Uint8Array) => Promise<Bytes>
}

/** `front` is the first 96 bytes of a blob of `blobBytes` bytes. Throws `cannot-open` when it is not a file part. */
export async function openFilePart(vault: Vault, front: Uint8Array, blobBytes: number): Promise<FilePart> {
  const header = parseObjectHeader(front)
  if (header.part === 0) throw new CryptoError('cannot-open')
  const context = objectContext(vault.vaultId, front.slice(0, objectHeaderBytes))
  const boxHeader = front.slice(objectHeaderBytes, filePartFrontBytes)
  const opener = await openBoxHeader(epochKeys(vault, header.epoch).dataKey, context, boxHeader)
  const lastChunk = Math.floor((blobBytes - filePartFrontBytes) / sealedChunkBytes)
  const blobRange = (start: number, end: number) => {
    const { first, last } = chunksOf(start, end)
    const to = filePartFrontBytes + (last + 1) * sealedChunkBytes
    return { from: filePartFrontBytes + first * sealedChunkBytes, to: Math.min(to, blobBytes) }
  }
  return {
    ...header,
    blobRange,
    openRange: async (start, end, fetched) => {
      const { first, last } = chunksOf(start, end)
      const { from, to } = blobRange(start, end)
      if (fetched.length !== to - from) throw new CryptoError('cannot-open')
      const chunks: Bytes[] = []
      for (let index = first; index <= last; index++) {
        const at = (index - first) * sealedChunkBytes
        chunks.push(
          await opener.openChunk(index, fetched.slice(at, at + sealedChunkBytes), index === lastChunk),
        )
      }
      const skipped = frameHeaderBytes + start - first * chunkBytes
      return concat(...chunks).slice(skipped, skipped + end - start)
    },
  }
}

/** The payload starts behind the frame's own header. */
function chunksOf(start: number, end: number): { readonly first: number; readonly last: number } {
  assert(start >= 0 && start < end && end <= filePartBytesMax, 'a range of a file part')
  return {
    first: Math.floor((start + frameHeaderBytes) / chunkBytes),
    last: Math.floor((end + frameHeaderBytes - 1) / chunkBytes),
  }
}
