/** The identity provider on auth's own port, under /oidc. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'

const mount = '/oidc'
/** RFC 8414 §3.1 puts the document of an issuer with a path here. */
const insertedDiscovery = `/.well-known/oauth-authorization-server${mount}`

/** The provider makes addresses from Host and protocol; they are set from the configuration, whatever was sent. */
export function oidcListener(
  provider: Provider,
  publicUrl: string,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { host, protocol } = new URL(publicUrl)
  const handle = provider.callback()
  return (request, response) => {
    const path = innerPath(request.url ?? '')
    if (path === null) return false
    request.headers['host'] = host
    request.headers['x-forwarded-proto'] = protocol.slice(0, -1)
    delete request.headers['x-forwarded-host']
    Object.assign(request, { url: path, originalUrl: `${mount}${path}` })
    response.setHeader('cache-control', 'no-store')
    response.setHeader('x-content-type-options', 'nosniff')
    void handle(request, response)
    return true
  }
}

function innerPath(url: string): string | null {
  const [path = '', ...search] = url.split('?')
  const query = search.length > 0 ? `?${search.join('?')}` : ''
  if (path === insertedDiscovery) return `/.well-known/oauth-authorization-server${query}`
  return path.startsWith(`${mount}/`) ? `${path.slice(mount.length)}${query}` : null
}
