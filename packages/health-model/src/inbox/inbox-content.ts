/**
 * What an inbox item says, by its kind, once it has passed every check of specs/inbox-payload.md §3. A sender uses the
 * same function before sealing, so that nothing is sent which the patient's device would not take.
 */
import { type Bytes, err, fromUtf8, ok, type Result } from '@nornos/std'
import { TreatmentPlan } from '../record/platform-records.ts'
import {
  decodeInboxPayload,
  type InboxHeader,
  type InboxKind,
  type InboxPayload,
  type InboxPayloadFault,
  inboxDocumentBytesMax,
} from './inbox-payload.ts'

export const inboxMessageLengthMax = 20_000
const planBytesMax = 256 * 1024

export type InboxContent =
  | { readonly kind: 'message'; readonly header: InboxHeader; readonly text: string }
  | { readonly kind: 'treatment-plan'; readonly header: InboxHeader; readonly plan: TreatmentPlan }
  | { readonly kind: 'document'; readonly header: InboxHeader; readonly body: Bytes }
  | { readonly kind: 'cloud-payload'; readonly header: InboxHeader; readonly body: Bytes }

export type InboxContentFault = InboxPayloadFault | 'other-sender' | 'other-kind' | 'body-refused'

/** `senderId` is what relay attested; what the payload says of its sender must agree with it. */
export function readInboxContent(
  kind: InboxKind,
  payload: Bytes,
  senderId: string,
): Result<InboxContent, InboxContentFault> {
  const decoded = decodeInboxPayload(payload)
  if (!decoded.ok) return decoded
  const { from } = decoded.value.header
  const isPerson = from.type !== 'doctor' || uuid.test(from.id)
  if (senderIdOf(from) !== senderId || !isPerson) return err('other-sender')
  if ((from.type === 'doctor') === (kind === 'cloud-payload')) return err('other-kind')
  return contentOf(kind, decoded.value)
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The sender that relay attests, as the payload names it. */
export function senderIdOf({ type, id }: InboxHeader['from']): string {
  switch (type) {
    case 'doctor':
      return id
    case 'cloud':
    case 'fhir':
      return `service:connect:${id}`
    case 'ingest':
      return `service:ingest:${id}`
  }
}

function contentOf(kind: InboxKind, { header, body }: InboxPayload): Result<InboxContent, InboxContentFault> {
  switch (kind) {
    case 'message': {
      const text = header.contentType === 'text/plain' ? fromUtf8(body) : null
      return text !== null && text.length > 0 && text.length <= inboxMessageLengthMax
        ? ok({ kind, header, text })
        : err('body-refused')
    }
    case 'treatment-plan': {
      const plan = planOf(header, body)
      return plan ? ok({ kind, header, plan }) : err('body-refused')
    }
    case 'document':
      return body.length > 0 && body.length <= inboxDocumentBytesMax
        ? ok({ kind, header, body })
        : err('body-refused')
    case 'cloud-payload':
      return body.length > 0 ? ok({ kind, header, body }) : err('body-refused')
  }
}

function planOf(header: InboxHeader, body: Bytes): TreatmentPlan | null {
  if (header.contentType !== 'application/json' || body.length > planBytesMax) return null
  try {
    const plan = TreatmentPlan.safeParse(JSON.parse(fromUtf8(body) ?? 'null'))
    return plan.success && plan.data.author.doctorId === header.from.id ? plan.data : null
  } catch {
    return null
  }
}
