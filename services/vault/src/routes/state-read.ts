/** The state that the head stands for: all bucket hashes, or the leaves of one bucket. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { toHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { bucketHashes, leavesOf } from '../store/commit-store.ts'
import { findVault } from '../store/vault-store.ts'

export function stateRead(ctx: VaultContext): Handler<typeof vault.stateRead> {
  return async ({ actor, params: { vaultId }, query: { bucket } }) =>
    ctx.db.serializable(actor, async (tx) => {
      const row = await findVault(tx, vaultId)
      if (!row) return problem('not-found')
      if (bucket === undefined) {
        const buckets = (await bucketHashes(tx, vaultId)).map(toHex)
        return { status: 200, body: { n: row.n, buckets } } as const
      }
      const rows = await leavesOf(tx, vaultId, Number.parseInt(bucket, 16))
      const leaves = rows.map(({ objectId, version, blobHash, size }) => ({
        objectId,
        version,
        hash: toHex(blobHash),
        size,
      }))
      return { status: 200, body: { n: row.n, leaves } } as const
    })
}
