/** Ports that nobody listens on now. Addresses must be known before the services start: tokens name them. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { present } from '@nornos/std'
import { defaultPorts, type Ports } from './layout.ts'

/** One for each part. They are held all at once before they are given back, so that no two are the same. */
export async function freePorts(): Promise<Ports> {
  const parts = Object.keys(defaultPorts)
  const servers = await Promise.all(parts.map(listenAnywhere))
  const ports = servers.map(portOf)
  await Promise.all(servers.map(closeServer))
  const entries = parts.map((part, index) => [part, present(ports[index], 'a port for each part')])
  return Object.fromEntries(entries) as Ports
}

async function listenAnywhere(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port was given')
  return address.port
}

async function closeServer(server: Server): Promise<void> {
  server.close()
  await once(server, 'close')
}
