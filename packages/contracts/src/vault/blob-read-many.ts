/** Many small blobs in one reply: a device that follows a long history asks hundreds of times less often. */
import { bytes, endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import { type Bytes, concat, toHex } from '@nornos/std'
import * as z from 'zod/mini'
import { Sha256Hex } from '../wire.ts'

/** A reply takes in blobs, in the order in which they were asked for, until the next one would exceed this. */
export const blobBatchBytesMax = 4 * 1024 * 1024

const hashBytes = 32
const frontBytes = hashBytes + 4

export const blobReadMany = endpoint({
  operationId: 'blobReadMany',
  method: 'POST',
  path: '/v1/vaults/:vaultId/blobs/read',
  summary: 'Fetch many small sealed blobs at once.',
  credential: 'session',
  actors: ['patient'],
  request: {
    params: z.strictObject({ vaultId: VaultId }),
    body: z.strictObject({ hashes: z.array(Sha256Hex).check(z.maxLength(1_000)) }),
  },
  responses: { 200: bytes(blobBatchBytesMax) },
  problems: {},
})

/** How many bytes of a reply a blob of `size` bytes takes. */
export function batchedByteLength(size: number): number {
  return frontBytes + size
}

/** One blob of a reply: SHA-256 32 ‖ length u32 ‖ bytes. */
export function encodeBatched(hash: Bytes, blob: Bytes): Bytes {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, blob.length)
  return concat(hash, length, blob)
}

/**
 * The blobs of a reply by hex name, each in a buffer of its own; those before the first that is cut short. What is in
 * them is not checked.
 */
export function decodeBatch(reply: Bytes): ReadonlyMap<string, Bytes> {
  const view = new DataView(reply.buffer, reply.byteOffset, reply.byteLength)
  const blobs = new Map<string, Bytes>()
  let at = 0
  while (at + frontBytes <= reply.length) {
    const start = at + frontBytes
    const end = start + view.getUint32(at + hashBytes)
    if (end > reply.length) break
    blobs.set(toHex(reply.subarray(at, at + hashBytes)), reply.slice(start, end))
    at = end
  }
  return blobs
}
