/** The chain after a known commit. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { toBase64Url } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { commitsAfter, firstCommit } from '../store/commit-store.ts'
import { findVault } from '../store/vault-store.ts'

/** A device that is further behind asks again after the last one it got. */
const commitsMax = 1_000

export function commitList(ctx: VaultContext): Handler<typeof vault.commitList> {
  return async ({ actor, params: { vaultId }, query: { after } }) => {
    const found = await ctx.db.asActor(actor, async (tx) => {
      if (!(await findVault(tx, vaultId))) return null
      return {
        first: await firstCommit(tx, vaultId),
        commits: await commitsAfter(tx, vaultId, after, commitsMax),
      }
    })
    if (!found) return problem('not-found')
    // A vault out of a backup knows only the last commits before it.
    if (after + 1 < found.first) return problem('history-truncated', { first: found.first })
    return { status: 200, body: linesOf(found.commits) }
  }
}

async function* linesOf(commits: Awaited<ReturnType<typeof commitsAfter>>) {
  for (const { n, body } of commits) yield { n, commit: toBase64Url(body) }
}
