/** Senders of a test: a doctor who seals as their app does, and relay's own word for what a connection fetched. */
import { randomUUID } from 'node:crypto'
import { type InboxItemKind, sealToInbox } from '@nornos/crypto/seal-to'
import { hashBytes, verifyRoster } from '@nornos/crypto/verify'
import { encodeInboxPayload, GranteeId, type InboxHeader, Instant, PatientId } from '@nornos/health-model'
import { signInboxPermit } from '@nornos/service-kit'
import { type Bytes, fromBase64Url, present, toHex, utf8 } from '@nornos/std'
import type { TestPerson } from './people.ts'
import type { TestPlatform } from './test-platform.ts'

export interface ItemToSend {
  readonly kind: InboxItemKind
  readonly body: Bytes
  readonly name: string
  readonly contentType: string
}

export const messageItem = (text: string, name = 'Your results'): ItemToSend => ({
  kind: 'message',
  body: utf8(text),
  name,
  contentType: 'text/plain',
})

/**
 * The status of the step that refused, or 201. `alter`: before relay attests the bytes, so that the vault takes them;
 * `spoil`: afterwards, so that it does not.
 */
export async function sendToInbox(
  doctor: TestPerson,
  patientId: string,
  item: ItemToSend,
  how: {
    readonly code?: string
    readonly alter?: (sealed: Bytes) => Bytes
    readonly spoil?: (sealed: Bytes) => Bytes
  } = {},
): Promise<number> {
  const by = how.code === undefined ? { patientId: PatientId.parse(patientId) } : { code: how.code }
  const address = await doctor.api.inboxAddressRead({ body: by })
  if (address.problem !== undefined) return address.status
  const { roster, senderId } = address.body
  const header = headerOf(item, { type: 'doctor', id: senderId, name: doctor.name })
  const { itemId, bytes: whole } = await seal(
    patientId,
    present(fromBase64Url(roster), 'a roster'),
    item,
    header,
  )
  const bytes = how.alter?.(whole) ?? whole
  const sha256 = toHex(await hashBytes(bytes))
  const params = { patientId: PatientId.parse(patientId) }
  const code = how.code === undefined ? {} : { code: how.code }
  const permit = await doctor.api.inboxPermitIssue({
    params,
    body: { itemId, sha256, size: bytes.length, ...code },
  })
  if (permit.problem !== undefined) return permit.status
  const body = how.spoil?.(bytes) ?? bytes
  const headers = { authorization: permit.body.permit }
  return (await doctor.api.inboxPut({ params: { vaultId: params.patientId }, body, headers })).status
}

/** What relay's `connect` does with what it fetched. */
export async function sendFromCloud(
  env: TestPlatform,
  patient: TestPerson,
  { body, name }: { readonly body: Bytes; readonly name: string },
): Promise<void> {
  const address = await patient.api.vaultRead({ params: { vaultId: PatientId.parse(patient.id) } })
  const roster = present(fromBase64Url(present(address.body, 'a vault').roster.roster), 'a roster')
  const item: ItemToSend = { kind: 'cloud-payload', body, name, contentType: 'application/json' }
  const header = headerOf(item, { type: 'cloud', id: 'withings', name: 'Withings' })
  const { bytes, itemId } = await seal(patient.id, roster, item, header)
  const sha256 = toHex(await hashBytes(bytes))
  const permit = { sub: patient.id, sender: 'service:connect:withings', itemId, sha256, size: bytes.length }
  const authorization = await signInboxPermit(permit, env.installation.keys.privateKeys.relay, new Date())
  const params = { vaultId: PatientId.parse(patient.id) }
  const reply = await patient.api.inboxPut({ params, body: bytes, headers: { authorization } })
  if (reply.status !== 201) throw new Error(`not delivered: ${reply.status}`)
}

function headerOf({ contentType, name }: ItemToSend, from: InboxHeader['from']): InboxHeader {
  return { v: 1, from, name, contentType, sentAt: Instant.parse('2026-05-01T08:00:00Z') }
}

async function seal(vaultId: string, roster: Bytes, { body, kind }: ItemToSend, header: InboxHeader) {
  const { inboxPublicKey } = await verifyRoster(roster, { vaultId, rootPublicKey: null })
  const itemId = randomUUID()
  const payload = encodeInboxPayload(header, body)
  const bytes = await sealToInbox({ vaultId, itemId, inboxPublicKey, kind, payload })
  return { itemId, bytes }
}

export const granteeOf = (doctor: TestPerson) => GranteeId.parse(doctor.granteeId)
