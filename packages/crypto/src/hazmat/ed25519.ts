/**
 * Ed25519 (RFC 8032) by WebCrypto. A private key is a 32-byte seed outside WebCrypto and a non-extractable
 * CryptoKey inside.
 */
import { assert, type Bytes, concat, fromBase64Url, fromHex, present } from '@nornos/std'

export const ed25519SeedBytes = 32
export const ed25519PublicKeyBytes = 32
export const ed25519SignatureBytes = 64

/** PKCS #8 of an Ed25519 seed is this prefix and the seed (RFC 8410 §7). */
const pkcs8Prefix = present(fromHex('302e020100300506032b657004220420'), 'a constant')

export async function importEd25519Seed(seed: Bytes): Promise<CryptoKey> {
  assert(seed.length === ed25519SeedBytes, 'an Ed25519 seed has 32 bytes')
  return crypto.subtle.importKey('pkcs8', concat(pkcs8Prefix, seed), 'Ed25519', false, ['sign'])
}

/** The public key of a seed. WebCrypto has no call for it; the JWK of the private key carries it. */
export async function ed25519PublicKey(seed: Bytes): Promise<Bytes> {
  const pkcs8 = concat(pkcs8Prefix, seed)
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign'])
  const { x } = await crypto.subtle.exportKey('jwk', key)
  return present(fromBase64Url(present(x, 'an Ed25519 JWK has x')), 'WebCrypto writes base64url')
}

export async function signEd25519(key: CryptoKey, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign('Ed25519', key, message))
}

/** False for a wrong signature and for a public key that is not a point. */
export async function verifyEd25519(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  if (publicKey.length !== ed25519PublicKeyBytes || signature.length !== ed25519SignatureBytes) return false
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', key, signature, message)
  } catch {
    return false
  }
}
