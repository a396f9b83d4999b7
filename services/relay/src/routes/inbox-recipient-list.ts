/** The patients whom this doctor may write to. */
import type { relay } from '@nornos/contracts'
import type { Handler } from '@nornos/endpoint'
import { millisecondsToInstant } from '@nornos/health-model'
import type { RelayContext } from '../context.ts'
import { treatingGrantees } from '../domain/grantees-of.ts'
import { listRecipients } from '../store/recipient-store.ts'

const service = { id: null, type: 'service' } as const

export function inboxRecipientList(ctx: RelayContext): Handler<typeof relay.inboxRecipientList> {
  return async ({ actor }) => {
    const ids = treatingGrantees(actor.organizations).map((grantee) => grantee.id)
    const found = await ctx.database.asActor(service, (tx) => listRecipients(tx, ids, null))
    const names = await ctx.names.namesOf(found.map(({ patientId }) => patientId))
    const recipients = found.map(({ patientId, until }) => ({
      patientId,
      patientName: names.get(patientId) ?? '',
      until: until && millisecondsToInstant(until.getTime()),
    }))
    return { status: 200, body: { recipients } }
  }
}
