/** The chain after a known commit. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { toBase64Url } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { commitsAfter } from '../store/commit-store.ts'
import { findVault } from '../store/vault-store.ts'

/** A device that is further behind asks again after the last one it got. */
const commitsMax = 1_000

export function commitList(ctx: VaultContext): Handler<typeof vault.commitList> {
  return async ({ actor, params: { vaultId }, query: { after } }) => {
    const commits = await ctx.db.asActor(actor, async (tx) =>
      (await findVault(tx, vaultId)) ? commitsAfter(tx, vaultId, after, commitsMax) : null,
    )
    if (!commits) return problem('not-found')
    return { status: 200, body: linesOf(commits) }
  }
}

async function* linesOf(commits: Awaited<ReturnType<typeof commitsAfter>>) {
  for (const { n, body } of commits) yield { n, commit: toBase64Url(body) }
}
