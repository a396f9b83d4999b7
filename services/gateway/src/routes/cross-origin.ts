/** CORS: our own apps, by list; nobody else's page may call. */
import { methodsOf } from '../domain/find-route.ts'

const allowedHeaders =
  'authorization, content-type, dpop, if-none-match, last-event-id, range, x-correlation-id'
const exposedHeaders = 'content-range, dpop-nonce, etag, retry-after, www-authenticate, x-correlation-id'

/** The answer to a preflight, or null when it is none of ours. */
export function preflight(request: Request, origins: readonly string[]): Response | null {
  if (request.method !== 'OPTIONS') return null
  const origin = request.headers.get('origin')
  if (origin === null || !origins.includes(origin)) return new Response(null, { status: 204 })
  const headers = {
    'access-control-allow-methods': methodsOf(new URL(request.url).pathname).join(', '),
    'access-control-allow-headers': allowedHeaders,
    'access-control-max-age': '600',
  }
  return new Response(null, { status: 204, headers: { ...headers, ...allowance(origin) } })
}

/** Adds what lets the app read the answer; and, for every answer, that it never belongs in another page. */
export function allowOrigin(request: Request, response: Response, origins: readonly string[]): void {
  const origin = request.headers.get('origin')
  response.headers.append('vary', 'origin')
  if (origin === null || !origins.includes(origin)) return
  for (const [name, value] of Object.entries(allowance(origin))) response.headers.set(name, value)
  response.headers.set('access-control-expose-headers', exposedHeaders)
}

function allowance(origin: string): Record<string, string> {
  return { 'access-control-allow-origin': origin, 'cross-origin-resource-policy': 'cross-origin' }
}
