/** Stands between a client and an HTTP service, and does to the next requests what networks and loaded services do. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * - a number: this status, and the request goes no further.
 * - `cut`: half of the reply's body arrives. `lost-answer`: the request has its effect, nobody learns of it.
 */
export type Fault = number | 'cut' | 'lost-answer'

export interface FaultProxy extends AsyncDisposable {
  readonly url: string
  /** For the next requests, one each; afterwards everything passes. */
  readonly faults: Fault[]
}

export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const faults: Fault[] = []
  const server = createServer((incoming, reply) => pass(target, incoming, reply, faults.shift()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function pass(target: string, incoming: IncomingMessage, reply: ServerResponse, fault: Fault | undefined) {
  if (typeof fault === 'number') {
    incoming.resume()
    reply.writeHead(fault, { 'content-type': 'application/xml' })
    reply.end('<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>later</Message></Error>')
    return
  }
  const { headers, method, url } = incoming
  // The signature is over the host that the client named.
  const onward = request(new URL(url ?? '/', target), { method, headers }, async (answer) => {
    const body = Buffer.concat(await Array.fromAsync(answer as AsyncIterable<Buffer>))
    if (fault === 'lost-answer') {
      reply.destroy()
      return
    }
    reply.writeHead(answer.statusCode ?? 502, answer.headers)
    if (fault !== 'cut') reply.end(body)
    else reply.write(body.subarray(0, body.length >> 1), () => reply.destroy())
  })
  onward.on('error', () => reply.destroy())
  incoming.pipe(onward)
}
