import type { relay } from '@nornos/contracts'
import type { Handler } from '@nornos/endpoint'
import type { RelayContext } from '../context.ts'
import { patientIdOf } from '../domain/person-of.ts'
import { noteVaultHead } from '../store/vault-head-store.ts'

export function vaultHeadNote(ctx: RelayContext): Handler<typeof relay.vaultHeadNote> {
  return async ({ actor, body }) => {
    await ctx.database.asActor(actor, (tx) => noteVaultHead(tx, patientIdOf(actor), body))
    return { status: 204 }
  }
}
