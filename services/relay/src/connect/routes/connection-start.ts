import type { connect, VendorId } from '@nornos/contracts'
import { type Handler, type Problem, problem } from '@nornos/endpoint'
import { millisecondsToInstant } from '@nornos/health-model'
import { present } from '@nornos/std'
import { hashToken } from '../../domain/hash-token.ts'
import { patientIdOf } from '../../domain/person-of.ts'
import { type AttemptSecrets, sealSecrets } from '../connection-secrets.ts'
import type { ConnectContext } from '../context.ts'
import { discoverServer, serverAddress } from '../discover-server.ts'
import type { Site, Vendor } from '../domain/vendor.ts'
import { VendorFailure } from '../domain/vendor-failure.ts'
import * as events from '../events.ts'
import { insertAttempt } from '../store/attempt-store.ts'
import { connectionsMax, listConnections } from '../store/connection-store.ts'
import { siteOf, siteOfServer } from '../vendor-sites.ts'
import { challengeOf } from '../vendor-tokens.ts'
import { vendorOf } from '../vendors/vendors.ts'

const attemptMs = 15 * 60_000

/** Nothing of a connection is there yet: an attempt waits for the session that began it, a quarter of an hour. */
export function connectionStart(ctx: ConnectContext): Handler<typeof connect.connectionStart> {
  return async ({ actor, body: { vendor: vendorId, serverUrl } }) => {
    const patientId = patientIdOf(actor)
    const standing = await ctx.database.asActor(actor, (tx) =>
      listConnections(tx, patientId, ctx.clock.now()),
    )
    // Signing in again goes on with the one that stands.
    const isAgain = standing.some((one) => one.vendor === vendorId && one.serverUrl === (serverUrl ?? null))
    if (standing.length >= connectionsMax && !isAgain) return problem('too-many-connections')
    const vendor = vendorOf(vendorId)
    const target = await targetOf(ctx, vendor, serverUrl)
    if ('problem' in target) return target
    const state = ctx.makeSecret()
    const verifier = vendor.usesPkce ? ctx.makeSecret() : null
    const stateHash = hashToken(state)
    const expiresAt = new Date(ctx.clock.now().getTime() + attemptMs)
    const secrets: AttemptSecrets = { ...target.attempt, verifier }
    const place = ['connection_attempts', patientId, Buffer.from(stateHash).toString('hex')] as const
    const sealed = await sealSecrets(ctx, place, secrets)
    const sessionId = present(actor.sessionId, 'a signed-in person has a session')
    await ctx.database.asActor(actor, (tx) =>
      insertAttempt(tx, { stateHash, patientId, sessionId, vendor: vendorId, ...sealed, expiresAt }),
    )
    events.connectionBegun(vendorId)
    const authorizationUrl = authorizationUrlOf(ctx, vendor, target.site, state, verifier)
    return {
      status: 201,
      body: { authorizationUrl, expiresAt: millisecondsToInstant(expiresAt.getTime()) },
    }
  }
}

interface Target {
  readonly site: Site
  readonly attempt: Omit<AttemptSecrets, 'verifier'>
}

type Refused = Problem<'vendor-not-set-up' | 'server-refused' | 'vendor-not-reached'>

async function targetOf(
  ctx: ConnectContext,
  vendor: Vendor,
  serverUrl: string | undefined,
): Promise<Target | Refused> {
  if (vendor.id === 'fhir') return serverTarget(ctx, serverUrl ?? '')
  const site = siteOf(ctx, vendor)
  return site === null
    ? problem('vendor-not-set-up')
    : { site, attempt: { serverUrl: null, serverName: null, site: null } }
}

async function serverTarget(ctx: ConnectContext, given: string): Promise<Target | Refused> {
  const { otherServersClientId, recordServers } = ctx.registrations
  const serverUrl = serverAddress(ctx, given)
  if (serverUrl === null) return problem('server-refused', { reason: 'address' })
  const listed = recordServers.find((one) => serverAddress(ctx, one.serverUrl) === serverUrl)
  const clientId = listed?.clientId ?? otherServersClientId
  if (clientId === undefined) return problem('vendor-not-set-up')
  try {
    const found = await discoverServer(ctx, serverUrl)
    if (typeof found === 'string') return problem('server-refused', { reason: found })
    const site = { ...found, clientId }
    const serverName = listed?.name ?? new URL(serverUrl).host
    return { site: siteOfServer(site), attempt: { serverUrl, serverName, site } }
  } catch (cause) {
    if (cause instanceof VendorFailure) return problem('vendor-not-reached')
    throw cause
  }
}

function authorizationUrlOf(
  ctx: ConnectContext,
  vendor: Vendor,
  site: Site,
  state: string,
  verifier: string | null,
): string {
  const url = new URL(site.authorizeUrl)
  const fields: Record<string, string> = {
    response_type: 'code',
    client_id: site.clientId,
    redirect_uri: ctx.redirectUrl,
    state,
    ...(vendor.scopes.length > 0 ? { scope: vendor.scopes.join(vendor.scopeSeparator ?? ' ') } : {}),
    ...(verifier === null ? {} : { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' }),
    // SMART: whose data the token is for.
    ...vendor.authorizeFields,
    ...(vendor.id === ('fhir' satisfies VendorId) ? { aud: site.apiUrl } : {}),
  }
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value)
  return url.href
}
