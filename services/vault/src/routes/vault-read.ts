/** The head of one's own vault. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { millisecondsToInstant } from '@nornos/health-model'
import { toBase64Url, toHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { slotList } from '../store/slot-store.ts'
import { findVault, type VaultRow } from '../store/vault-store.ts'

export function vaultRead(ctx: VaultContext): Handler<typeof vault.vaultRead> {
  return async ({ actor, params: { vaultId } }) => {
    const found = await ctx.db.serializable(actor, async (tx) => {
      const row = await findVault(tx, vaultId)
      return row && { row, slots: await slotList(tx, vaultId) }
    })
    if (!found) return problem('not-found')
    const { row, slots } = found
    return {
      status: 200,
      body: {
        vaultId,
        n: row.n,
        head: toHex(row.head),
        epoch: row.epoch,
        roster: { roster: toBase64Url(row.roster) },
        quota: { usedBytes: row.bytesUsed, maxBytes: row.bytesMax },
        slots: [...slots],
        restored: restoredOf(row),
      },
    }
  }
}

function restoredOf({ restoredAt, restoredN }: VaultRow) {
  if (restoredAt === null || restoredN === null) return null
  return { n: restoredN, at: millisecondsToInstant(restoredAt.getTime()) }
}
