/** `/metrics` of all services of this process, on a port of its own that the outside never reaches. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Service } from '@nornos/service-kit'

export async function startMetricsServer(
  services: readonly Service[],
  port: number,
): Promise<{ close(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    const texts = services.map((service) => service.metrics.registry.metrics())
    Promise.all(texts).then(
      (parts) =>
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(parts.join('\n')),
      () => response.writeHead(500).end(),
    )
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
