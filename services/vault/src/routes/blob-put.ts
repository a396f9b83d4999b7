/** Storing one blob: hashed while it arrives, durable before it is acknowledged. */
import { blobBytesMax, type vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { discardBody } from '@nornos/service-kit'
import { fromHex, present } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { ordinaryShare } from '../domain/quota.ts'
import * as events from '../events.ts'
import { keepBlob } from '../store/keep-blob.ts'
import { findVault } from '../store/vault-store.ts'

export function blobPut(ctx: VaultContext): Handler<typeof vault.blobPut> {
  return async ({ actor, params: { vaultId, sha256 }, body, headers }) => {
    const row = await ctx.db.asActor(actor, (tx) => findVault(tx, vaultId))
    if (!row) return problem('not-found')
    // Refused before it is sent where that is known; what arrives is counted again once it is there.
    const announced = Number(headers.get('content-length') ?? blobBytesMax)
    if (announced > row.bytesMax - row.bytesUsed) {
      await discardBody(body)
      return problem('storage-full')
    }
    const hash = present(fromHex(sha256), 'the contract takes hex alone')
    const kept = await keepBlob(ctx, actor, vaultId, { hash, bytes: body, shareMax: ordinaryShare })
    switch (kept) {
      case 'stored':
        events.blobStored(announced)
        return { status: 201 }
      case 'there':
        return { status: 200 }
      case 'full':
        return problem('storage-full')
      case 'refused':
        return problem('blob-refused')
    }
  }
}
