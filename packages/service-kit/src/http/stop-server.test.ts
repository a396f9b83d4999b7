/**
 * Goal: a server that stops answers what it was asked, and does not wait for who asks nothing.
 * Method: real connections to a server whose answers are held back; what must not be waited for is never let go.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { test } from 'node:test'
import { stopperOf } from './stop-server.ts'

test('a connection that never asked is closed at once, one that waits for its answer gets it', async () => {
  await using stage = await openStage()
  const silent = await stage.connect()
  const asking = await stage.connect()
  asking.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n')
  const [, response]: [unknown, ServerResponse] = (await once(stage.server, 'request')) as never
  const stopped = stage.stop()
  await once(silent, 'close')
  response.end('done')
  const [answer] = await once(asking.setEncoding('utf8'), 'data')
  assert.match(String(answer), /200 OK.*done/s)
  await stopped
})

test('a connection that was answered before is closed too', async () => {
  await using stage = await openStage()
  const socket = await stage.connect()
  stage.server.once('request', (_, response: ServerResponse) => response.end('done'))
  socket.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n')
  await once(socket, 'data')
  const closed = once(socket, 'close')
  await stage.stop()
  await closed
})

async function openStage() {
  const server = createServer()
  const stop = stopperOf(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const sockets: Socket[] = []
  return {
    server,
    stop,
    async connect(): Promise<Socket> {
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('the server has no port')
      const socket = connect(address.port, '127.0.0.1')
      sockets.push(socket)
      await Promise.all([once(socket, 'connect'), once(server, 'connection')])
      return socket
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
