/** In whose name something goes into an inbox: specs/inbox-payload.md §2. */
import type { InboxHeader } from '@nornos/health-model'

export type Sender = InboxHeader['from'] & { readonly type: 'cloud' | 'ingest' | 'fhir' }

/** A vendor writes as itself; of record servers there are many, so each connection is a sender of its own. */
export function vendorSender(vendor: string, connectionId: string, name: string): Sender {
  return vendor === 'fhir' ? { type: 'fhir', id: connectionId, name } : { type: 'cloud', id: vendor, name }
}
