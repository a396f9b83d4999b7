/** Storing one blob: hashed while it arrives, durable before it is acknowledged. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { fromHex, present } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import * as events from '../events.ts'
import { findBlob, stageBlob } from '../store/blob-store.ts'
import { findVault } from '../store/vault-store.ts'

class QuotaReached extends Error {}

export function blobPut(ctx: VaultContext): Handler<typeof vault.blobPut> {
  return async ({ actor, params: { vaultId, sha256 }, body, headers }) => {
    const hash = present(fromHex(sha256), 'the contract takes hex alone')
    const announced = Number(headers.get('content-length') ?? 0)
    const known = await ctx.db.asActor(actor, async (tx) => {
      const row = await findVault(tx, vaultId)
      return row && { blob: await findBlob(tx, vaultId, hash), bytesLeft: row.bytesMax - row.bytesUsed }
    })
    if (!known) return problem('not-found')
    if (known.blob) {
      await body.cancel()
      return { status: 200 }
    }
    if (announced > known.bytesLeft) return problem('storage-full')
    const size = await ctx.objects.put(vaultId, sha256, body)
    if (size === null) return problem('blob-refused')
    try {
      await ctx.db.asActor(actor, async (tx) => {
        if (!(await stageBlob(tx, vaultId, { hash, size, state: 'staged' }))) throw new QuotaReached()
      })
    } catch (cause) {
      if (!(cause instanceof QuotaReached)) throw cause
      await ctx.objects.delete(vaultId, sha256)
      return problem('storage-full')
    }
    events.blobStored(size)
    return { status: 201 }
  }
}
