import type { relay } from '@nornos/contracts'
import type { Handler } from '@nornos/endpoint'
import type { RelayContext } from '../context.ts'
import { patientIdOf } from '../domain/person-of.ts'
import { readVaultHeads } from '../store/vault-head-store.ts'

export function vaultHeadList(ctx: RelayContext): Handler<typeof relay.vaultHeadList> {
  return async ({ actor }) => {
    const heads = await ctx.database.asActor(actor, (tx) => readVaultHeads(tx, patientIdOf(actor)))
    return { status: 200, body: { heads: heads.map(({ head, n }) => ({ n, head })) } }
  }
}
