/** The least that a server can do with what is sent to it: a file, written whole and synced. */
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

export interface BareServer extends AsyncDisposable {
  readonly url: string
}

export async function startBareServer(folder: string): Promise<BareServer> {
  let count = 0
  const server = createServer(async (request, reply) => {
    const handle = await open(path.join(folder, `bare-${count++}`), 'wx')
    await handle.writeFile(request)
    await handle.sync()
    await handle.close()
    reply.writeHead(201).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
