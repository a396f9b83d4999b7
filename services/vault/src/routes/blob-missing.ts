/** Which blobs a device still has to send. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { fromHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { missingBlobs } from '../store/blob-store.ts'
import { findVault } from '../store/vault-store.ts'

export function blobMissing(ctx: VaultContext): Handler<typeof vault.blobMissing> {
  return async ({ actor, params: { vaultId }, body }) => {
    const hashes = [...new Set(body.hashes)].flatMap((hash) => fromHex(hash) ?? [])
    const missing = await ctx.db.asActor(actor, async (tx) =>
      (await findVault(tx, vaultId)) ? missingBlobs(tx, vaultId, hashes) : null,
    )
    return missing ? { status: 200, body: { missing } } : problem('not-found')
  }
}
