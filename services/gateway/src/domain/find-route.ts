/** Which service answers a request: read off the contracts, so that no route is stated twice. */
import { contracts, type ServiceName } from '@nornos/contracts'
import type { Credential, Endpoint } from '@nornos/endpoint'

export interface Route {
  readonly service: ServiceName
  /** Template, for figures: `/v1/consents/:consentId/revocation`. */
  readonly template: string
  readonly credential: Credential
}

interface Candidate extends Route {
  readonly method: string
  readonly segments: readonly string[]
}

const candidates = new Map<string, Candidate[]>()
for (const [service, contract] of Object.entries(contracts)) {
  for (const endpoint of Object.values<Endpoint>(contract)) {
    // Services talk to each other directly; their endpoints are not for the outside.
    if (endpoint.credential === 'service') continue
    const segments = endpoint.path.split('/')
    const key = `${endpoint.method} ${segments.length}`
    const route = {
      service: service as ServiceName,
      template: endpoint.path,
      credential: endpoint.credential,
    }
    candidates.set(key, [...(candidates.get(key) ?? []), { ...route, method: endpoint.method, segments }])
  }
}

/** Auth's protocol endpoints and sign-in pages are not in a contract: their shape is a standard, or HTML. */
const pages: Route = { service: 'auth', template: '/oidc and /sign-in', credential: 'none' }

export function findRoute(method: string, path: string): Route | null {
  if (/^\/(oidc|sign-in|\.well-known)(\/|$)/.test(path)) return pages
  const given = path.split('/')
  // HEAD is GET without the body.
  const verb = method === 'HEAD' ? 'GET' : method
  const fitting = candidates.get(`${verb} ${given.length}`)?.filter((route) => fits(route.segments, given))
  // A literal segment is more exact than a parameter: `/v1/shares/events` before `/v1/shares/:id`.
  return fitting?.sort((left, right) => parameters(left) - parameters(right))[0] ?? null
}

/** The methods that a path answers to, for a preflight. */
export function methodsOf(path: string): string[] {
  return ['GET', 'POST', 'PUT', 'DELETE'].filter((method) => findRoute(method, path) !== null)
}

function fits(template: readonly string[], given: readonly string[]): boolean {
  return template.every((segment, index) => segment.startsWith(':') || segment === given[index])
}

function parameters(route: Candidate): number {
  return route.segments.filter((segment) => segment.startsWith(':')).length
}
