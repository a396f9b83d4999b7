/** How an HTTP server ends: what it is answering is answered, and nobody who asks nothing holds it up. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

const impatientAfterMs = 2_000

/** Call it before the server listens. The returned function stops it: running requests end, at most 2 s. */
export function stopperOf(server: Server): () => Promise<void> {
  // Node counts a connection as busy until its first request is over, also when that request never comes.
  const silent = new Set<Socket>()
  server.on('connection', (socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }) => silent.delete(socket))
  return async () => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of silent) socket.destroy()
    // A connection that was answering a moment ago is idle now; it would be kept alive for nobody.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    const impatient = setTimeout(() => server.closeAllConnections(), impatientAfterMs)
    await closed
    clearInterval(sweep)
    clearTimeout(impatient)
  }
}
