/**
 * Every signature of the project: Ed25519 over utf8("nornos/<kind>/1") ‖ 00 ‖ payload. The kind is part of
 * what is signed, so that a signature for one thing is worth nothing for another.
 */
import type { Bytes } from '@nornos/std'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { signEd25519, verifyEd25519 } from '../hazmat/ed25519.ts'
import { named } from './byte-writer.ts'

export type SignatureKind = 'consent' | 'revocation' | 'roster' | 'commit' | 'item' | 'slot'

export async function signWithKey(kind: SignatureKind, key: CryptoKey, payload: Uint8Array): Promise<Bytes> {
  return signEd25519(key, signedBytes(kind, payload))
}

/** True when `signature` is by `publicKey` (32 bytes) over `payload` as a thing of this kind. */
export async function isSignatureValid(
  kind: SignatureKind,
  publicKey: Bytes,
  payload: Uint8Array,
  signature: Bytes,
): Promise<boolean> {
  return verifyEd25519(publicKey, signedBytes(kind, payload), signature)
}

/** As above, but throws `bad-signature`. */
export async function verifySignature(
  kind: SignatureKind,
  publicKey: Bytes,
  payload: Uint8Array,
  signature: Bytes,
): Promise<void> {
  if (!(await isSignatureValid(kind, publicKey, payload, signature))) throw new CryptoError('bad-signature')
}

function signedBytes(kind: SignatureKind, payload: Uint8Array): Bytes {
  return named(`nornos/${kind}/1`, payload)
}
