/**
 * The identity provider: authorization code with PKCE (S256) and DPoP, for our own apps. Everything that is not needed
 * is off. Read next: adapter.ts, session-claims.ts, ../pages/sign-in-pages.ts.
 */
import { type Configuration, errors, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { AuthContext } from '../context.ts'
import * as events from '../events.ts'
import { findAccountById } from '../store/account-store.ts'
import { machinery } from '../store/machinery.ts'
import { useSession } from '../store/session-store.ts'
import { createAdapterFactory } from './adapter.ts'
import {
  apiResource,
  apiScope,
  audiences,
  clientMetadata,
  isClientId,
  sessionLimits,
  twoFactors,
} from './clients.ts'
import { endSession } from './end-session.ts'
import { findOrMakeGrant } from './grants.ts'
import { signInPolicy } from './interaction-policy.ts'
import { renderError, renderSignedOut, renderSignOut } from './provider-pages.ts'
import { sessionClaims } from './session-claims.ts'

/** Session tokens live for five minutes. */
const sessionTokenSeconds = 300

export function createProvider(ctx: AuthContext): Provider {
  const provider = new Provider(ctx.config.issuer, providerConfiguration(ctx))
  provider.proxy = true
  provider.silent = true
  provider.on('server_error', (_, cause) => events.protocolFailed(cause))
  provider.use(async (koa, next) => {
    const { path } = koa
    await next()
    // A session that was signed out by address, not through the API, ends for its tokens as well.
    if (!path.startsWith('/session/end/confirm')) return
    const session: unknown = Reflect.get(Reflect.get(koa, 'oidc') ?? {}, 'session')
    const { uid, destroyed } = (session ?? {}) as { uid?: string; destroyed?: boolean }
    if (destroyed && uid) await endSession(ctx, uid)
  })
  return provider
}

function providerConfiguration(ctx: AuthContext): Configuration {
  return {
    adapter: createAdapterFactory(ctx),
    clients: clientMetadata(ctx.config),
    jwks: { keys: [...ctx.keys.signing] },
    acrValues: [twoFactors],
    claims: { openid: ['sub'], acr: null, auth_time: null, sid: null, iss: null },
    scopes: ['openid'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    clientBasedCORS: (_, origin, client) =>
      (client.redirectUris ?? []).some((uri) => new URL(uri).origin === origin),
    cookies: cookieConfiguration(ctx),
    interactions: {
      policy: signInPolicy(ctx),
      url: (_, interaction) => `/sign-in/${interaction.uid}`,
    },
    routes: {
      authorization: '/authorize',
      revocation: '/revoke',
      end_session: '/session/end',
      jwks: '/jwks',
    },
    findAccount: async (koa, accountId, token) => findAccount(ctx, koa, accountId, token),
    loadExistingGrant: findOrMakeGrant,
    extraTokenClaims: async (koa, token) =>
      token.kind === 'AccessToken' ? sessionClaims(ctx, koa, token) : undefined,
    formats: {
      customizers: {
        jwt: (_, __, token) => {
          token.payload = { ...byClock(ctx, token.payload), aud: [...audiences] }
        },
      },
    },
    expiresWithSession: async () => true,
    issueRefreshToken: async () => true,
    ttl: timeToLive,
    features: features(ctx),
    renderError,
  }
}

/** The provider reads the machine's clock; what other services compare with theirs follows the one that auth has. */
function byClock(ctx: AuthContext, payload: Record<string, unknown>): Record<string, unknown> {
  const ahead = Math.round((ctx.clock.now().getTime() - Date.now()) / 1_000)
  const times = ['iat', 'exp', 'auth_time'].flatMap((name) => {
    const seconds = payload[name]
    return typeof seconds === 'number' ? [[name, seconds + ahead] as const] : []
  })
  return { ...payload, ...Object.fromEntries(times) }
}

function cookieConfiguration(ctx: AuthContext): NonNullable<Configuration['cookies']> {
  const common = { httpOnly: true, sameSite: 'lax', signed: true } as const
  return {
    keys: [...ctx.keys.cookies],
    names: { session: 'nornos_session', interaction: 'nornos_interaction', resume: 'nornos_resume' },
    long: { ...common, path: '/oidc' },
    short: common,
  }
}

const timeToLive: NonNullable<Configuration['ttl']> = {
  AccessToken: () => sessionTokenSeconds,
  AuthorizationCode: () => 60,
  IdToken: () => sessionTokenSeconds,
  Interaction: () => 3_600,
  RefreshToken: (koa) => lifetimeOf(koa),
  Session: (koa) => lifetimeOf(koa),
  Grant: (koa) => lifetimeOf(koa),
}

function lifetimeOf(koa: KoaContextWithOIDC): number {
  const clientId = koa.oidc.client?.clientId
  return sessionLimits[isClientId(clientId) ? clientId : 'patient-app'].lifetime
}

function features(ctx: AuthContext): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    revocation: {
      enabled: true,
      allowedPolicy: async (_, client, token) => token.clientId === client.clientId,
    },
    // A nonce is not asked for, but offered to a browser whose clock is wrong.
    dPoP: {
      enabled: true,
      nonceSecret: Buffer.from(ctx.keys.dpopNonces, 'base64url'),
      requireNonce: () => false,
      allowReplay: false,
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => apiResource,
      useGrantedResource: () => true,
      getResourceServerInfo: (_, resource) => resourceServer(resource),
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: renderSignOut(ctx.config),
      postLogoutSuccessSource: renderSignedOut,
    },
  }
}

function resourceServer(resource: string) {
  if (resource !== apiResource) throw new errors.InvalidTarget()
  return {
    scope: apiScope,
    audience: apiResource,
    accessTokenFormat: 'jwt' as const,
    accessTokenTTL: sessionTokenSeconds,
    jwt: { sign: { alg: 'ES256' as const } },
  }
}

/** Undefined refuses the token: the account is gone, or a refresh came after too long a pause. */
async function findAccount(
  ctx: AuthContext,
  koa: KoaContextWithOIDC,
  accountId: string,
  token: { readonly kind: string; readonly sessionUid?: string | undefined } | undefined,
) {
  const clientId = koa.oidc.client?.clientId
  const sessionId = token?.kind === 'RefreshToken' ? token.sessionUid : undefined
  const now = ctx.clock.now()
  const found = await ctx.db.asActor(machinery, async (tx) => {
    const account = await findAccountById(tx, accountId)
    if (!account || !sessionId || !isClientId(clientId)) return { account, idle: false }
    const usedAfter = new Date(now.getTime() - sessionLimits[clientId].idle * 1_000)
    return { account, idle: !(await useSession(tx, sessionId, now, usedAfter)) }
  })
  if (found.idle && sessionId) {
    events.sessionIdle()
    await endSession(ctx, sessionId)
    return undefined
  }
  return found.account ? { accountId, claims: async () => ({ sub: accountId }) } : undefined
}
