/** Whom a permitted sender seals to. Looking does not use a code up. */
import type { relay } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { GranteeId } from '@nornos/health-model'
import { toBase64Url } from '@nornos/std'
import type { RelayContext } from '../context.ts'
import { hashToken } from '../domain/hash-token.ts'
import { findAnySender, findConsentedSender } from '../inbox/find-sender.ts'
import { readInboxRoster } from '../inbox/read-inbox-roster.ts'
import { patientOfCode } from '../store/inbox-code-store.ts'

const service = { id: null, type: 'service' } as const

export function inboxAddressRead(ctx: RelayContext): Handler<typeof relay.inboxAddressRead> {
  return async ({ actor, body }) => {
    const patientId =
      'code' in body
        ? await ctx.database.asActor(service, (tx) => patientOfCode(tx, hashToken(body.code)))
        : body.patientId
    if (patientId === null) return problem('not-found')
    const sender = 'code' in body ? findAnySender(actor) : await findConsentedSender(ctx, actor, patientId)
    const roster = sender && (await readInboxRoster(ctx, patientId))
    if (!sender || !roster) return problem('not-found')
    const names = await ctx.names.namesOf([patientId])
    return {
      status: 200,
      body: {
        patientId,
        patientName: names.get(patientId) ?? '',
        senderId: GranteeId.parse(sender.senderId),
        roster: toBase64Url(roster),
      },
    }
  }
}
