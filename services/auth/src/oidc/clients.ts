/** Our two apps as clients of the identity provider, and who may use which. */
import type { Account } from '@nornos/contracts'
import type { ClientMetadata } from 'oidc-provider'
import type { AuthConfig, ClientId } from '../config.ts'

/** Names the API as a whole; what an app passes as `resource`, and gets when it passes none. */
export const apiResource = 'urn:nornos:api'
export const apiScope = 'api'

/** How the person proved who they are (`acr`): password and one-time code. */
export const twoFactors = 'urn:nornos:acr:two-factor'

/** Who takes session tokens. */
export const audiences = [
  'nornos:relay',
  'nornos:shared-data',
  'nornos:vault',
  'nornos:agents',
  'nornos:connect',
  'nornos:auth',
] as const

const actorsByClient: Readonly<Record<ClientId, readonly Account['actor'][]>> = {
  'patient-app': ['patient', 'helper'],
  'doctor-app': ['doctor', 'front_desk', 'organization_admin', 'admin', 'auditor'],
}

export function isClientId(text: string | undefined): text is ClientId {
  return text === 'patient-app' || text === 'doctor-app'
}

export function mayUse(actor: Account['actor'], client: ClientId): boolean {
  return actorsByClient[client].includes(actor)
}

/** How long a person stays signed in, and how long without a request, in seconds. */
export const sessionLimits: Readonly<Record<ClientId, { lifetime: number; idle: number }>> = {
  'patient-app': { lifetime: 14 * 86_400, idle: 14 * 86_400 },
  // 15 minutes are the app's own limit; a token that was just fetched adds up to five.
  'doctor-app': { lifetime: 12 * 3_600, idle: 20 * 60 },
}

/** Public clients: no secret, but every token is bound to a key that only that browser has. */
export function clientMetadata(config: AuthConfig): ClientMetadata[] {
  return Object.entries(config.clients)
    .filter(([, app]) => app.redirectUris.length > 0)
    .map(([clientId, app]) => ({
      client_id: clientId,
      token_endpoint_auth_method: 'none',
      application_type: 'web',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [...app.redirectUris],
      post_logout_redirect_uris: [...app.postLogoutRedirectUris],
      dpop_bound_access_tokens: true,
      id_token_signed_response_alg: 'ES256',
    }))
}

/** Origins to which a sign-in of this client may lead back. */
export function originsOf(config: AuthConfig, client: ClientId): readonly string[] {
  const { redirectUris, postLogoutRedirectUris } = config.clients[client]
  return [...new Set([...redirectUris, ...postLogoutRedirectUris].map((uri) => new URL(uri).origin))]
}
