/**
 * What gets signed. Every kind of signature has its own prefix, so that a signature over one kind can never be
 * shown as one over another: utf8("nornos/<kind>/1") 00 payload.
 */
import { type Bytes, concat, utf8 } from '@nornos/std'

export type SignatureKind = 'consent' | 'revocation' | 'roster' | 'commit' | 'item' | 'slot'

/**
 * The bytes that Ed25519 signs for a payload of this kind. The signing and verifying functions of the crypto package
 * put the prefix there themselves: give them the payload, not these bytes.
 */
export function signingBytes(kind: SignatureKind, payload: Uint8Array): Bytes {
  return concat(utf8(`nornos/${kind}/1\0`), payload)
}
