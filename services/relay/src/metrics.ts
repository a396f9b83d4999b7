/** Figures of relay's own, beside those that every service has. */
import type { ServiceMetrics } from '@nornos/service-kit'

export interface RelayMetrics {
  eventsAppended(count: number): void
  /** From the patient's request until shared-data has ended the grant. */
  revocationDelivered(seconds: number): void
}

export function createRelayMetrics(metrics: ServiceMetrics): RelayMetrics {
  const appended = metrics.counter('nornos_audit_events_total', 'Entries added to the trail')
  const revocation = metrics.histogram(
    'nornos_revocation_seconds',
    'From the request to stop sharing until the grant has ended everywhere',
    [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120, 600, 3_600],
  )
  return {
    eventsAppended: (count) => appended.inc(count),
    revocationDelivered: (seconds) => revocation.observe(seconds),
  }
}
