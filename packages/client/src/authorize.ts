/** The credential headers of a signed-in person or of a service. */
import type { Authorize } from './create-client.ts'
import type { DpopKey } from './dpop.ts'

/** `sessionToken` is asked for each time, so that it can be refreshed; null sends none. */
export function authorizePerson(key: DpopKey, sessionToken: () => Promise<string | null>): Authorize {
  return async (endpoint, url, accessToken) => {
    if (endpoint.credential === 'none' || endpoint.credential === 'service') return {}
    const token = endpoint.credential === 'access-token' ? (accessToken ?? null) : await sessionToken()
    if (token === null) return {}
    const proof = await key.proof({ method: endpoint.method, url, token })
    return { authorization: `DPoP ${token}`, dpop: proof }
  }
}

/** `authorization` gives the header that names this service to the one that is called. */
export function authorizeService(
  authorization: () => Promise<string>,
  correlationId: () => string | null = () => null,
): Authorize {
  return async () => {
    const id = correlationId()
    return { authorization: await authorization(), ...(id ? { 'x-correlation-id': id } : {}) }
  }
}
