/** The next commit: compare-and-swap on the head is the only concurrency control. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { fromBase64Url, toHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { checkPlace, checkSigner, readCommit } from '../domain/check-commit.ts'
import { commitProblem } from '../domain/commit-problem.ts'
import * as events from '../events.ts'
import { acceptCommit, refusedOrThrown } from '../store/accept-commit.ts'
import { lockVault, type VaultRow } from '../store/vault-store.ts'

export function commitCreate(ctx: VaultContext): Handler<typeof vault.commitCreate> {
  return async ({ actor, params: { vaultId }, body }) => {
    const bytes = fromBase64Url(body.commit) ?? new Uint8Array()
    const read = await readCommit(bytes)
    const now = ctx.clock.now().getTime()
    let present: VaultRow | null = null
    const accepted = ctx.db.serializable(actor, async (tx) => {
      present = await lockVault(tx, vaultId)
      if (!present) return problem('not-found')
      if (!read.ok) return commitProblem(read.error, present)
      const commit = read.value
      const refusal = checkPlace(commit, { ...present, isRotation: false })
      if (refusal) return commitProblem(refusal, present)
      const { roster } = present
      const signer = async () => checkSigner(commit, await ctx.rosters.read(vaultId, roster), now)
      await acceptCommit(tx, commit, bytes, signer)
      return { status: 201, body: { n: commit.number, head: toHex(commit.head) } } as const
    })
    const reply = await accepted.catch((cause: unknown) => refusedOrThrown(cause, present))
    if ('problem' in reply) events.commitRefused(reply.problem, reply.facts['reason'])
    else events.commitAccepted(reply.body.n, read.ok ? read.value.changes.length : 0)
    return reply
  }
}
