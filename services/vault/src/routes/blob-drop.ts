/** Blobs of an upload that was given up. What a commit names, what is dead and what never was here stays as it is. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { fromHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { dropStaged } from '../store/blob-store.ts'
import { lockVault } from '../store/vault-store.ts'

export function blobDrop(ctx: VaultContext): Handler<typeof vault.blobDrop> {
  return async ({ actor, params: { vaultId }, body }) => {
    const hashes = body.hashes.flatMap((hash) => fromHex(hash) ?? [])
    const isThere = await ctx.db.asActor(actor, async (tx) => {
      // Vaults before blobs: a commit that names one of them either comes first, or finds it missing.
      const isOwn = (await lockVault(tx, vaultId)) !== null
      if (isOwn) await dropStaged(tx, vaultId, hashes)
      return isOwn
    })
    if (!isThere) return problem('not-found')
    ctx.collect()
    return { status: 204 }
  }
}
