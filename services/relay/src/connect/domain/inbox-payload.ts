/** What is sealed: one line that says who sent what, and the sender's bytes as they came. */
import { type Instant, millisecondsToInstant } from '@nornos/health-model'
import { type Bytes, concat, utf8 } from '@nornos/std'

export interface Sender {
  readonly type: 'cloud' | 'ingest' | 'fhir'
  readonly id: string
  readonly name: string
}

export interface Payload {
  readonly from: Sender
  readonly name: string
  readonly contentType: string
  readonly body: Bytes
}

export function encodePayload({ from, name, contentType, body }: Payload, now: Date): Bytes {
  const sentAt: Instant = millisecondsToInstant(now.getTime())
  const header = JSON.stringify({ v: 1, from, name, contentType, sentAt })
  return concat(utf8(header), Uint8Array.of(0x0a), body)
}
