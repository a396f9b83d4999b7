/** Signs what the person decided about sharing, as this device of theirs. */
import { signAsDevice } from '@nornos/crypto/vault-open'
import {
  type ConsentRecord,
  consentPayload,
  type RevocationRecord,
  Signature,
  type SignedConsent,
  type SignedRevocation,
} from '@nornos/health-model'
import { toBase64Url } from '@nornos/std'
import type { OpenDevice } from '../open-device.ts'

export async function signConsent(device: OpenDevice, record: ConsentRecord): Promise<SignedConsent> {
  return { record, signature: await sign(device, 'consent', record) }
}

export async function signRevocation(
  device: OpenDevice,
  record: RevocationRecord,
): Promise<SignedRevocation> {
  return { record, signature: await sign(device, 'revocation', record) }
}

async function sign(
  { session }: OpenDevice,
  kind: 'consent' | 'revocation',
  record: ConsentRecord | RevocationRecord,
): Promise<Signature> {
  return Signature.parse(toBase64Url(await signAsDevice(session.signer, kind, consentPayload(record))))
}
