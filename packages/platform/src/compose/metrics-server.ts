/** `/metrics` of all services of this process, on a port of its own that the outside never reaches. */
import type { Service } from '@nornos/service-kit'
import { type LocalPage, startLocalPage } from './local-page.ts'

export function startMetricsServer(services: readonly Service[], port: number): Promise<LocalPage> {
  return startLocalPage(port, '/metrics', (response) => {
    const texts = services.map((service) => service.metrics.registry.metrics())
    Promise.all(texts).then(
      (parts) =>
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(parts.join('\n')),
      () => response.writeHead(500).end(),
    )
  })
}
