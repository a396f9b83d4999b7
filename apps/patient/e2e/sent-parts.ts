/** What arrives at the gateway of a test: every part of a file that anybody began to send, and that was kept. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { EventEmitter, on } from 'node:events'
import { IncomingMessage, Server, ServerResponse } from 'node:http'

export interface SentParts extends Disposable {
  begun(): number
  /** Answers when so many have begun, or were kept. */
  until(what: 'begun' | 'kept', count: number): Promise<void>
}

/** Smaller things than parts are sealed and sent too. */
const partBytesMin = 1024 * 1024

/** `port` is that of the gateway, which must be in this process. */
export function watchParts(port: number): SentParts {
  const counts = { begun: 0, kept: 0 }
  const moved = new EventEmitter()
  const count = (what: 'begun' | 'kept') => {
    counts[what]++
    moved.emit('moved')
  }
  const started = (message: unknown) => {
    if (isPart(message, port)) count('begun')
  }
  const finished = (message: unknown) => {
    const { response }: { response?: unknown } = Object(message)
    if (isPart(message, port) && response instanceof ServerResponse && response.statusCode === 201)
      count('kept')
  }
  subscribe('http.server.request.start', started)
  subscribe('http.server.response.finish', finished)
  return {
    begun: () => counts.begun,
    async until(what, least) {
      if (counts[what] >= least) return
      for await (const _ of on(moved, 'moved')) if (counts[what] >= least) return
    },
    [Symbol.dispose]() {
      unsubscribe('http.server.request.start', started)
      unsubscribe('http.server.response.finish', finished)
    },
  }
}

function isPart(message: unknown, port: number): boolean {
  const { request, server }: { request?: unknown; server?: unknown } = Object(message)
  if (!(request instanceof IncomingMessage && server instanceof Server)) return false
  const address = server.address()
  const isGateway = typeof address === 'object' && address?.port === port
  const isBlob = request.method === 'PUT' && request.url?.includes('/blobs/') === true
  return isGateway && isBlob && Number(request.headers['content-length']) > partBytesMin
}
