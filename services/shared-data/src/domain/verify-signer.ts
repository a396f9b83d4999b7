/** Did one of the patient's own devices sign this? Asked of the roster that is pinned here, never of the sender. */
import { isSignatureValid, type Roster, type SignatureKind, signingDevice } from '@nornos/crypto/verify'
import {
  type ConsentRecord,
  consentPayload,
  type ItemClaim,
  instantToMilliseconds,
  itemPayload,
  type RevocationRecord,
  type SignedConsent,
  type SignedRevocation,
} from '@nornos/health-model'
import { type Bytes, fromBase64Url } from '@nornos/std'

export type SignerVerdict = 'signed' | 'not-signed' | 'roster-unknown'

/** `roster-unknown`: signed under a later list of devices than the one that is pinned. */
export async function verifyConsentSigner(
  { record, signature }: SignedConsent,
  roster: Roster,
): Promise<SignerVerdict> {
  if (record.roster_number > roster.number) return 'roster-unknown'
  const isSigned = await isSignedBy(
    'consent',
    record,
    instantToMilliseconds(record.created_at),
    signature,
    roster,
  )
  return isSigned ? 'signed' : 'not-signed'
}

/**
 * A device that was removed since may have stopped sharing while it still was one: the roster that the record names
 * counts as well as the latest. Ending what somebody else shared too soon harms nobody.
 */
export async function verifyRevocationSigner(
  { record, signature }: SignedRevocation,
  rosters: readonly Roster[],
): Promise<boolean> {
  for (const roster of rosters) {
    const signedAt = instantToMilliseconds(record.revoked_at)
    if (await isSignedBy('revocation', record, signedAt, signature, roster)) return true
  }
  return false
}

async function isSignedBy(
  kind: Extract<SignatureKind, 'consent' | 'revocation'>,
  record: ConsentRecord | RevocationRecord,
  signedAt: number,
  signature: string,
  roster: Roster,
): Promise<boolean> {
  const device = signingDevice(roster, record.device_id, signedAt)
  const bytes = fromBase64Url(signature)
  if (device === null || bytes === null) return false
  return isSignatureValid(kind, device.publicKey, consentPayload(record), bytes)
}

/** `now` in milliseconds: an item says nothing about when it was signed. */
export async function isItemSigned(
  claim: ItemClaim,
  { deviceId, signature }: { readonly deviceId: string; readonly signature: string },
  roster: Roster,
  now: number,
): Promise<boolean> {
  const device = signingDevice(roster, deviceId, now)
  const bytes: Bytes | null = fromBase64Url(signature)
  if (device === null || bytes === null) return false
  return isSignatureValid('item', device.publicKey, itemPayload(claim), bytes)
}
