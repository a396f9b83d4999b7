/** A code is shown once; only its hash is kept. */
import type { relay } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { millisecondsToInstant } from '@nornos/health-model'
import { fromBase64Url, present } from '@nornos/std'
import type { RelayContext } from '../context.ts'
import { hashToken } from '../domain/hash-token.ts'
import { formatInboxCode } from '../domain/inbox-code.ts'
import { patientIdOf } from '../domain/person-of.ts'
import { insertInboxCode } from '../store/inbox-code-store.ts'
import { readLatestRoster } from '../store/roster-store.ts'

export function inboxCodeCreate(ctx: RelayContext): Handler<typeof relay.inboxCodeCreate> {
  return async ({ actor }) => {
    const patientId = patientIdOf(actor)
    const code = formatInboxCode(present(fromBase64Url(ctx.makeToken()), 'a token is base64url'))
    const made = await ctx.database.asActor(actor, async (tx) => {
      if ((await readLatestRoster(tx, patientId)) === null) return 'no-roster'
      return insertInboxCode(tx, patientId, hashToken(code))
    })
    if (made === 'no-roster') return problem('inbox-not-ready')
    if (made === null) return problem('too-many-codes')
    return { status: 201, body: { code, expiresAt: millisecondsToInstant(made.getTime()) } }
  }
}
