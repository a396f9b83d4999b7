import { type Connection, type connect, VendorId } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import type { PatientId } from '@nornos/health-model'
import { present } from '@nornos/std'
import { hashToken } from '../../domain/hash-token.ts'
import { patientIdOf } from '../../domain/person-of.ts'
import { appendEvents } from '../../store/audit-store.ts'
import { askVendor, jsonOf } from '../ask-vendor.ts'
import {
  AttemptSecrets,
  type ConnectionSecrets,
  openSecrets,
  resealSecrets,
  type SealedSecrets,
  type SecretsPlace,
  sealSecrets,
} from '../connection-secrets.ts'
import type { ConnectContext } from '../context.ts'
import { draftConnectEvent } from '../domain/draft-connect-event.ts'
import { backFillStretches } from '../domain/stretches.ts'
import type { Ask, Site, Vendor } from '../domain/vendor.ts'
import { VendorFailure } from '../domain/vendor-failure.ts'
import * as events from '../events.ts'
import { takeAttempt } from '../store/attempt-store.ts'
import {
  type ConnectionRow,
  findConnection,
  findStanding,
  insertConnection,
  type NewConnection,
  renewConnection,
} from '../store/connection-store.ts'
import { askForFetches } from '../store/fetch-store.ts'
import { noticesTo, siteOf, siteOfServer } from '../vendor-sites.ts'
import { redeemCode } from '../vendor-tokens.ts'
import { vendorOf } from '../vendors/vendors.ts'
import { connectionView } from './connection-list.ts'

/** The state must be one that this very session began; the code is then worth tokens, once. */
export function connectionFinish(ctx: ConnectContext): Handler<typeof connect.connectionFinish> {
  return async ({ actor, body: { state, code }, correlationId }) => {
    const patientId = patientIdOf(actor)
    const stateHash = hashToken(state)
    const sessionId = present(actor.sessionId, 'a signed-in person has a session')
    const place = ['connection_attempts', patientId, Buffer.from(stateHash).toString('hex')] as const
    // Taken and opened at once: without the key service it is not used up, and the same answer counts later.
    const taken = await ctx.database.asActor(actor, async (tx) => {
      const attempt = await takeAttempt(tx, patientId, sessionId, stateHash, ctx.clock.now())
      return attempt && { attempt, begun: await openSecrets(ctx, place, attempt, AttemptSecrets) }
    })
    if (!taken) return problem('connection-not-begun')
    const { attempt, begun } = taken
    const vendor = vendorOf(VendorId.parse(attempt.vendor))
    const site = begun.site ? siteOfServer(begun.site) : siteOf(ctx, vendor)
    if (site === null) return problem('connection-not-begun')
    try {
      const secrets = await agree(ctx, vendor, site, code, begun)
      const connection = await keep(ctx, { patientId, vendor, begun, secrets, correlationId })
      ctx.announceTrail(patientId)
      ctx.wake()
      events.connectionStarted(vendor.id, connection.connectionId)
      return { status: 200, body: connection }
    } catch (cause) {
      if (!(cause instanceof VendorFailure)) throw cause
      events.vendorCallFailed(vendor.id, cause)
      const isAway = cause.trouble === 'vendor-unavailable' || cause.trouble === 'vendor-limit'
      return problem(isAway ? 'vendor-not-reached' : 'vendor-declined')
    }
  }
}

async function agree(
  ctx: ConnectContext,
  vendor: Vendor,
  site: Site,
  code: string,
  begun: AttemptSecrets,
): Promise<ConnectionSecrets> {
  const given = { code, verifier: begun.verifier, redirectUrl: ctx.redirectUrl }
  const { answer, tokens } = await redeemCode(ctx, vendor, site, given)
  const ask: Ask = async (request) => {
    const { body } = await askVendor(ctx, vendor, request, `Bearer ${tokens.accessToken}`)
    return body.length === 0 ? null : jsonOf(body)
  }
  const account = await vendor.accountOf(answer, ask, site)
  // Without it a record server's token is for nobody's record.
  if (account === null && vendor.id === 'fhir') throw new VendorFailure('vendor-refused')
  await vendor
    .begin?.(account ?? '', ask, site, noticesTo(ctx, vendor.id, site))
    // Registered before, or no notices ordered: polling finds what is new all the same.
    .catch((cause: unknown) => events.vendorCallFailed(vendor.id, cause))
  return { ...tokens, account, site: begun.site }
}

interface Agreed {
  readonly patientId: PatientId
  readonly vendor: Vendor
  readonly begun: AttemptSecrets
  readonly secrets: ConnectionSecrets
  readonly correlationId: string
}

/** Connecting again goes on with the same connection: what was delivered stays known. */
async function keep(ctx: ConnectContext, agreed: Agreed): Promise<Connection> {
  const { patientId, vendor, begun, secrets, correlationId } = agreed
  const { serverUrl } = begun
  const now = ctx.clock.now()
  const actor = { type: 'patient', id: patientId } as const
  return ctx.database.asActor(actor, async (tx) => {
    const standing = await findStanding(tx, patientId, vendor.id, serverUrl)
    const connectionId = standing?.connectionId ?? ctx.makeId()
    const sealed = await sealUnder(ctx, ['connections', patientId, connectionId], standing, secrets)
    const name = begun.serverName ?? vendor.name
    const { account } = secrets
    const accountMark = account === null ? null : ctx.mark('account', vendor.id, account)
    const made: NewConnection = {
      ...{ connectionId, patientId, vendor: vendor.id, name, serverUrl, accountMark, now },
      ...sealed,
    }
    if (standing) await renewConnection(tx, made)
    else await insertConnection(tx, made)
    const asked = vendor.collections
      .filter(({ isPolled }) => isPolled !== false)
      .flatMap((collection) =>
        backFillStretches(collection, vendor.backFillDays, now).map((stretch) => ({
          ...{ connectionId, patientId, stretch },
          collection: collection.id,
          object: null,
        })),
      )
    await askForFetches(tx, asked, now)
    const happening = { eventId: ctx.makeId(), correlationId, at: now, patientId }
    const details = { connectionName: name }
    await appendEvents(tx, 'connect', [draftConnectEvent('connection.started', details, happening)])
    const row = present(await findConnection(tx, patientId, connectionId), 'it was just kept')
    return connectionView(row, true)
  })
}

/** A standing connection keeps its key: what it has sealed of fetches that go on must still open. */
async function sealUnder(
  ctx: ConnectContext,
  place: SecretsPlace,
  standing: ConnectionRow | null,
  secrets: ConnectionSecrets,
): Promise<SealedSecrets> {
  const wrappedKey = standing?.wrappedKey ?? null
  if (wrappedKey === null) return sealSecrets(ctx, place, secrets)
  return { wrappedKey, secrets: await resealSecrets(ctx, place, wrappedKey, secrets) }
}
