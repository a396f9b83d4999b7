/** Figures of the connect process, beside those that every service has. By vendor, never by person. */
import type { ServiceMetrics } from '@nornos/service-kit'

export interface ConnectMetrics {
  fetched(vendor: string, outcome: string): void
  delivered(senderType: string, bytes: number): void
  noticed(vendor: string, outcome: 'taken' | 'refused'): void
}

export function createConnectMetrics(metrics: ServiceMetrics): ConnectMetrics {
  const fetches = metrics.counter('nornos_vendor_pages_total', 'Pages asked of vendors', [
    'vendor',
    'outcome',
  ])
  const items = metrics.counter('nornos_inbox_items_total', 'Items sealed and delivered', ['sender'])
  const bytes = metrics.counter('nornos_inbox_bytes_total', 'Bytes sealed and delivered', ['sender'])
  const notices = metrics.counter('nornos_vendor_notices_total', 'Notices of vendors', ['vendor', 'outcome'])
  return {
    fetched: (vendor, outcome) => fetches.inc({ vendor, outcome }),
    delivered: (sender, count) => {
      items.inc({ sender })
      bytes.inc({ sender }, count)
    },
    noticed: (vendor, outcome) => notices.inc({ vendor, outcome }),
  }
}
