/** The next commit: compare-and-swap on the head is the only concurrency control. */
import type { vault } from '@nornos/contracts'
import { parseRoster } from '@nornos/crypto/verify'
import { type Handler, problem } from '@nornos/endpoint'
import { fromBase64Url, toHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { checkPlace, checkSigner, readCommit } from '../domain/check-commit.ts'
import { commitProblem } from '../domain/commit-problem.ts'
import * as events from '../events.ts'
import { acceptCommit } from '../store/accept-commit.ts'
import { lockVault } from '../store/vault-store.ts'

export function commitCreate(ctx: VaultContext): Handler<typeof vault.commitCreate> {
  return async ({ actor, params: { vaultId }, body }) => {
    const bytes = fromBase64Url(body.commit) ?? new Uint8Array()
    const read = await readCommit(bytes)
    const reply = await ctx.db.serializable(actor, async (tx) => {
      const row = await lockVault(tx, vaultId)
      if (!row) return problem('not-found')
      if (!read.ok) return commitProblem(read.error, row)
      const commit = read.value
      const refusal =
        checkPlace(commit, { ...row, isRotation: false }) ??
        (await checkSigner(commit, await parseRoster(row.roster), ctx.clock.now().getTime())) ??
        (await acceptCommit(tx, commit, bytes))
      if (refusal) return commitProblem(refusal, row)
      return { status: 201, body: { n: commit.number, head: toHex(commit.head) } } as const
    })
    if ('problem' in reply) events.commitRefused(reply.problem, reply.facts['reason'])
    else events.commitAccepted(reply.body.n, read.ok ? read.value.changes.length : 0)
    return reply
  }
}
