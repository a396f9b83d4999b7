/**
 * Sending to a patient: get the address, verify the roster's signature, seal here, get a permit for exactly these bytes,
 * deliver. Plaintext and keys live in this function's memory alone. specs/inbox-payload.md §4 and §5.
 */
import type { InboxAddress } from '@nornos/contracts'
import { CryptoError, type InboxItemKind, sealToInbox } from '@nornos/crypto/seal-to'
import { hashBytes, verifyRoster } from '@nornos/crypto/verify'
import {
  encodeInboxPayload,
  type InboxHeader,
  millisecondsToInstant,
  type PatientId,
  readInboxContent,
} from '@nornos/health-model'
import { type Bytes, err, fromBase64Url, ok, present, type Result, toHex } from '@nornos/std'
import { queryOptions } from '@tanstack/react-query'
import { expectAnswer, failureOf, isPassing } from './answer.ts'
import { api } from './api.ts'

export const recipientsQuery = queryOptions({
  queryKey: ['inbox-recipients'],
  queryFn: async ({ signal }) => {
    const { inboxRecipientList } = await api()
    return (await expectAnswer(inboxRecipientList({ signal }))).body.recipients
  },
})

export type AddressBy = { readonly patientId: PatientId } | { readonly code: string }

export const addressQuery = (by: AddressBy) =>
  queryOptions({
    queryKey: ['inbox-address', by],
    queryFn: async ({ signal }) => {
      const { inboxAddressRead } = await api()
      return (await expectAnswer(inboxAddressRead({ body: by, signal }))).body
    },
  })

export interface OutgoingItem {
  readonly kind: Exclude<InboxItemKind, 'cloud-payload'>
  readonly name: string
  readonly contentType: string
  readonly body: Bytes
}

export type SendProblem = 'refused' | 'not-authentic' | 'offline' | 'failed'

export async function sendToPatient(
  address: InboxAddress,
  doctorName: string,
  item: OutgoingItem,
  code: string | null,
): Promise<Result<null, SendProblem>> {
  try {
    await deliver(address, await sealItem(address, doctorName, item), code)
    return ok(null)
  } catch (cause) {
    if (cause instanceof CryptoError) return err('not-authentic')
    if (isPassing(cause)) return err('offline')
    return err(failureOf(cause).reason === 'absent' ? 'refused' : 'failed')
  }
}

interface SealedItem {
  readonly itemId: string
  readonly bytes: Bytes
  readonly sha256: string
}

async function sealItem(
  { patientId, roster, senderId }: InboxAddress,
  doctorName: string,
  { body, contentType, kind, name }: OutgoingItem,
): Promise<SealedItem> {
  const sent = present(fromBase64Url(roster), 'the contract lets only base64url through')
  const { inboxPublicKey } = await verifyRoster(sent, { vaultId: patientId, rootPublicKey: null })
  const header: InboxHeader = {
    v: 1,
    from: { type: 'doctor', id: senderId, name: doctorName },
    name,
    contentType,
    sentAt: millisecondsToInstant(Date.now()),
  }
  const payload = encodeInboxPayload(header, body)
  // What the patient's device would not take is not sent.
  if (!readInboxContent(kind, payload, senderId).ok) throw new TypeError('an item that no device would take')
  const itemId = crypto.randomUUID()
  const bytes = await sealToInbox({ vaultId: patientId, itemId, inboxPublicKey, kind, payload })
  payload.fill(0)
  return { itemId, bytes, sha256: toHex(await hashBytes(bytes)) }
}

async function deliver(
  { patientId }: InboxAddress,
  { bytes, itemId, sha256 }: SealedItem,
  code: string | null,
): Promise<void> {
  const { inboxPermitIssue, inboxPut } = await api()
  const body = { itemId, sha256, size: bytes.length, ...(code === null ? {} : { code }) }
  const permit = await expectAnswer(inboxPermitIssue({ params: { patientId }, body }))
  const headers = { authorization: permit.body.permit }
  await expectAnswer(inboxPut({ params: { vaultId: patientId }, body: bytes, headers }))
}
