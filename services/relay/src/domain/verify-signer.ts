/** Did one of the patient's own devices sign this? Asked of the roster that is pinned here, never of the sender. */
import { isSignatureValid, type Roster, type SignatureKind, signingDevice } from '@nornos/crypto/verify'
import {
  type ConsentRecord,
  consentPayload,
  instantToMilliseconds,
  type RevocationRecord,
  type SignedConsent,
  type SignedRevocation,
} from '@nornos/health-model'
import { fromBase64Url } from '@nornos/std'

export type SignerVerdict = 'signed' | 'not-signed' | 'roster-unknown'

/** `roster-unknown`: signed under a later list of devices than the one that is pinned. */
export async function verifyConsentSigner(
  { record, signature }: SignedConsent,
  roster: Roster,
): Promise<SignerVerdict> {
  return verifySigner('consent', record, instantToMilliseconds(record.created_at), signature, roster)
}

export async function verifyRevocationSigner(
  { record, signature }: SignedRevocation,
  roster: Roster,
): Promise<SignerVerdict> {
  return verifySigner('revocation', record, instantToMilliseconds(record.revoked_at), signature, roster)
}

async function verifySigner(
  kind: Extract<SignatureKind, 'consent' | 'revocation'>,
  record: ConsentRecord | RevocationRecord,
  signedAt: number,
  signature: string,
  roster: Roster,
): Promise<SignerVerdict> {
  if (record.roster_number > roster.number) return 'roster-unknown'
  const device = signingDevice(roster, record.device_id, signedAt)
  const bytes = fromBase64Url(signature)
  if (device === null || bytes === null) return 'not-signed'
  const isValid = await isSignatureValid(kind, device.publicKey, consentPayload(record), bytes)
  return isValid ? 'signed' : 'not-signed'
}
