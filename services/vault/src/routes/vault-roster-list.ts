/** Every roster after a known one. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { toBase64Url } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { findVault, rostersAfter } from '../store/vault-store.ts'

/** A device that is further behind asks again after the last one it got. */
const rostersMax = 100

export function vaultRosterList(ctx: VaultContext): Handler<typeof vault.vaultRosterList> {
  return async ({ actor, params: { vaultId }, query: { after } }) => {
    const rosters = await ctx.db.asActor(actor, async (tx) =>
      (await findVault(tx, vaultId)) ? rostersAfter(tx, vaultId, after, rostersMax) : null,
    )
    return rosters ? { status: 200, body: linesOf(rosters) } : problem('not-found')
  }
}

async function* linesOf(rosters: Awaited<ReturnType<typeof rostersAfter>>) {
  for (const { number, body } of rosters) yield { number, roster: toBase64Url(body) }
}
