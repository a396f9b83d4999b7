/** Stores one blob: a row first, then the bytes, then the row counts. A crash in between leaves a row that expires. */
import type { Actor } from '@nornos/endpoint'
import { discardBody, Unavailable } from '@nornos/service-kit'
import { type Bytes, toHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { reservedShare } from '../domain/quota.ts'
import { watchFront } from '../domain/read-object-front.ts'
import { announceBlob, stageBlob } from './blob-store.ts'
import { discardBlob } from './collect-store.ts'

export type KeptBlob = 'stored' | 'there' | 'refused' | 'full'

/** `bytes` is read to its end. `shareMax`: how much of the quota may be used afterwards. */
export async function keepBlob(
  ctx: VaultContext,
  actor: Actor,
  vaultId: string,
  blob: { readonly hash: Bytes; readonly bytes: ReadableStream<Bytes>; readonly shareMax: number },
): Promise<KeptBlob> {
  const { hash, shareMax } = blob
  const known = await ctx.db.asActor(actor, (tx) => announceBlob(tx, vaultId, hash, shareMax))
  if (known !== 'send') {
    await discardBody(blob.bytes)
    return known
  }
  const passing = watchFront(blob.bytes)
  const size = await ctx.blobs.put(vaultId, toHex(hash), passing.bytes)
  if (size === null) return 'refused'
  const front = passing.front()
  const staged = front
    ? await ctx.db.asActor(actor, (tx) =>
        stageBlob(tx, vaultId, { hash, size, epoch: front.epoch }, shareMax),
      )
    : 'refused'
  if (staged === 'staged') return 'stored'
  if (staged === 'gone') {
    // The bytes lie there without a row: with a row again, they are collected unless their sender comes back.
    await ctx.db.asActor(actor, (tx) => announceBlob(tx, vaultId, hash, shareMax))
    throw new Unavailable('the blob was collected while it arrived')
  }
  await discardBlob(ctx.db, ctx.blobs, actor, vaultId, hash)
  return staged
}

/** Stores bytes that count only once the caller's own transaction has staged them. */
export async function storeBytes(
  ctx: VaultContext,
  actor: Actor,
  vaultId: string,
  hash: Bytes,
  bytes: Bytes,
): Promise<void> {
  const known = await ctx.db.asActor(actor, (tx) => announceBlob(tx, vaultId, hash, reservedShare))
  if (known === 'send') await ctx.blobs.put(vaultId, toHex(hash), new Blob([bytes]).stream())
}
