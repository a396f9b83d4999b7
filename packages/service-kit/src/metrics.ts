/** Figures for Prometheus: by route template, never by id. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

export interface ServiceMetrics {
  readonly registry: Registry
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>
  readonly databaseConnections: Gauge<'state'>
  counter(name: string, help: string, labels?: readonly string[]): Counter<string>
  /** `buckets`: upper bounds in the unit that the name ends with. */
  histogram(name: string, help: string, buckets: readonly number[]): Histogram<string>
}

export function createMetrics(service: string): ServiceMetrics {
  const registry = new Registry()
  registry.setDefaultLabels({ service })
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'nornos_request_seconds',
      help: 'Time from request to the end of the reply head',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers: [registry],
    }),
    databaseConnections: new Gauge({
      name: 'nornos_database_connections',
      help: 'Connections of the pool',
      labelNames: ['state'],
      registers: [registry],
    }),
    counter: (name, help, labels = []) =>
      new Counter({ name, help, labelNames: [...labels], registers: [registry] }),
    histogram: (name, help, buckets) =>
      new Histogram({ name, help, buckets: [...buckets], registers: [registry] }),
  }
}
