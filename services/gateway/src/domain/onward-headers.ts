/** Which headers go on to a service: not those that are about the connection to the gateway alone (RFC 9110 §7.6.1). */

const ofOneConnection = [
  'connection',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]

/** A copy; also without what the caller's Connection header names. */
export function onwardHeaders(given: Headers): Headers {
  const headers = new Headers(given)
  const named = (given.get('connection') ?? '').split(',').map((name) => name.trim().toLowerCase())
  for (const name of [...ofOneConnection, ...named.filter(isDroppable)]) headers.delete(name)
  return headers
}

/** A caller cannot have what proves who they are dropped, nor a name that is none. */
function isDroppable(name: string): boolean {
  return /^[a-z0-9-]+$/.test(name) && !['authorization', 'dpop'].includes(name)
}
