/** The service's word that it destroyed a vault. Ed25519 over utf8("nornos/closure/1") ‖ 00 ‖ canonical JSON. */
import { createPrivateKey, sign } from 'node:crypto'
import type { ClosureReceipt } from '@nornos/contracts'
import type { JsonWebKey } from '@nornos/service-kit'
import { canonicalJson, concat, toBase64Url, utf8 } from '@nornos/std'

/** `serviceKey` is the service's private Ed25519 JWK. */
export function signReceipt(
  receipt: Omit<ClosureReceipt, 'signature'>,
  serviceKey: JsonWebKey,
): ClosureReceipt {
  const payload = concat(utf8('nornos/closure/1\0'), utf8(canonicalJson({ ...receipt })))
  const key = createPrivateKey({ key: { ...serviceKey }, format: 'jwk' })
  return { ...receipt, signature: toBase64Url(new Uint8Array(sign(null, payload, key))) }
}
