/**
 * A page for whoever sits at this machine. Loopback alone does not keep web sites out: one whose name is made to lead
 * here (DNS rebinding) would read the answer, so the page answers to the names of this machine only.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface LocalPage {
  readonly port: number
  close(): Promise<void>
}

/** `path` is the only address; `port` zero takes a free one. */
export async function startLocalPage(
  port: number,
  path: string,
  answer: (response: ServerResponse) => void,
): Promise<LocalPage> {
  const server = createServer((request, response) => {
    if (!isForThisMachine(request)) response.writeHead(421).end()
    else if (request.url !== path) response.writeHead(404).end()
    else if (request.method !== 'GET') response.writeHead(405, { allow: 'GET' }).end()
    else answer(response)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: address !== null && typeof address !== 'string' ? address.port : port,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function isForThisMachine({ headers }: IncomingMessage): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/.test(headers.host ?? '')
}
