/** Many small blobs in one reply. What is not there, or does not fit any more, is left out. */
import { batchedByteLength, blobBatchBytesMax, encodeBatched, type vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { type Bytes, concat, fromHex, toHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { streamPieces } from '../domain/stream-pieces.ts'
import { findBlobs } from '../store/blob-store.ts'
import { findVault } from '../store/vault-store.ts'

/** A bucket answers in some milliseconds, however little it is asked for. */
const readsAtOnce = 32

export function blobReadMany(ctx: VaultContext): Handler<typeof vault.blobReadMany> {
  return async ({ actor, params: { vaultId }, body }) => {
    const hashes = [...new Set(body.hashes)].flatMap((hash) => fromHex(hash) ?? [])
    const found = await ctx.db.asActor(actor, async (tx) =>
      (await findVault(tx, vaultId)) ? findBlobs(tx, vaultId, hashes) : null,
    )
    if (!found) return problem('not-found')
    return { status: 200, body: streamPieces(batchOf(ctx, vaultId, fitting(hashes, found))) }
  }
}

type FoundBlob = Awaited<ReturnType<typeof findBlobs>>[number]

function fitting(hashes: readonly Bytes[], found: readonly FoundBlob[]): readonly FoundBlob[] {
  const byName = new Map(found.map((blob) => [toHex(blob.hash), blob]))
  const inOrder = hashes.flatMap((hash) => byName.get(toHex(hash)) ?? [])
  let total = 0
  const end = inOrder.findIndex(({ size }) => {
    total += batchedByteLength(size)
    return total > blobBatchBytesMax
  })
  return end < 0 ? inOrder : inOrder.slice(0, end)
}

async function* batchOf(
  { blobs }: VaultContext,
  vaultId: string,
  wanted: readonly FoundBlob[],
): AsyncGenerator<Bytes> {
  for (let first = 0; first < wanted.length; first += readsAtOnce) {
    const some = wanted.slice(first, first + readsAtOnce)
    const read = some.map(async ({ hash, size }) => {
      const bytes = await blobs.read(vaultId, toHex(hash), size)
      // One that has lost something is not sent among the others: whoever asks for it alone learns which it is.
      return bytes ? encodeBatched(hash, bytes) : new Uint8Array(0)
    })
    yield concat(...(await Promise.all(read)))
  }
}
