/** Who calls: from the credential that the endpoint asks for, and from nothing else. */
import type { Actor, Credential } from '@nornos/endpoint'
import type { Clock } from '../clock.ts'
import { verifyDpop } from './dpop.ts'
import { createReplayGuard, type ReplayGuard } from './replay-guard.ts'
import type { ServiceTokenVerifier } from './service-token.ts'
import type { SessionVerifier } from './session-token.ts'

export interface Authentication {
  readonly session: SessionVerifier
  readonly service: ServiceTokenVerifier
  /** Address of the gateway as callers see it: DPoP proofs are made for it. */
  readonly publicUrl: string
}

export interface Caller {
  readonly actor: Actor
  readonly accessToken: string | null
}

export type Authenticator = (request: Request, credential: Credential) => Promise<Caller | null>

const anonymous: Actor = {
  type: 'anonymous',
  id: null,
  name: null,
  sessionId: null,
  keyThumbprint: null,
  organizations: [],
  authenticatedAt: null,
}

/** Null means: the credential is missing or not good. Throws only when it could not be checked. */
export function createAuthenticator(authentication: Authentication, clock: Clock): Authenticator {
  // Anybody can make a key and a token that means nothing: filling one guard must not lock out who has signed in.
  const sessionReplays = createReplayGuard(500_000)
  const bearerReplays = createReplayGuard(500_000)

  async function provenKey(request: Request, token: string, replays: ReplayGuard): Promise<string | null> {
    const proof = request.headers.get('dpop')
    if (!proof) return null
    const url = `${authentication.publicUrl}${new URL(request.url).pathname}`
    return verifyDpop(proof, { method: request.method, url, token, now: clock.now() }, replays)
  }

  async function bearer(request: Request): Promise<Caller | null> {
    const token = tokenOf(request, 'DPoP')
    const keyThumbprint = token && (await provenKey(request, token, bearerReplays))
    return keyThumbprint ? { actor: { ...anonymous, keyThumbprint }, accessToken: token } : null
  }

  async function session(request: Request): Promise<Caller | null> {
    const token = tokenOf(request, 'DPoP')
    const actor = token && (await authentication.session.verify(token, clock.now()))
    if (!actor || (await provenKey(request, token, sessionReplays)) !== actor.keyThumbprint) return null
    return { actor, accessToken: null }
  }

  async function neighbour(request: Request): Promise<Caller | null> {
    const token = tokenOf(request, 'Service')
    const name = token && (await authentication.service.verify(token, clock.now()))
    return name ? { actor: { ...anonymous, type: 'service', id: name, name }, accessToken: null } : null
  }

  return async (request, credential) => {
    switch (credential) {
      case 'none':
        return { actor: anonymous, accessToken: null }
      case 'access-token':
        return bearer(request)
      case 'session':
        return session(request)
      case 'service':
        return neighbour(request)
    }
  }
}

/** The token of an Authorization header with exactly this scheme, or null. */
function tokenOf(request: Request, scheme: string): string | null {
  const [given, token, ...rest] = (request.headers.get('authorization') ?? '').split(' ')
  if (given !== scheme || !token || rest.length > 0 || token.length > 8_192) return null
  return token
}
