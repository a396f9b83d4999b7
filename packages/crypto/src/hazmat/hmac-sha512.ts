/** HMAC-SHA-512 and, built on it, HKDF-SHA-512 (RFC 5869), by WebCrypto. Keys are non-extractable. */
import { assert, type Bytes, concat } from '@nornos/std'

const blockBytes = 64

/** A key that can only be used here: WebCrypto never gives its bytes back. */
export async function importHmacKey(key: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-512' }, false, ['sign'])
}

/** A device's own key: random, non-extractable, may be kept in IndexedDB as it is. */
export async function makeHmacKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-512', length: 512 }, false, ['sign'])
}

export async function hmacSha512(key: CryptoKey, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, message))
}

/** HKDF-Expand: `length` bytes bound to `info`. The pseudorandom key is an HMAC key. */
export async function expandSha512(key: CryptoKey, info: Bytes, length: number): Promise<Bytes> {
  assert(length > 0 && length <= 255 * blockBytes, 'HKDF gives 1 to 16,320 bytes')
  const output = new Uint8Array(Math.ceil(length / blockBytes) * blockBytes)
  let previous: Bytes = new Uint8Array(0)
  for (let index = 0; index * blockBytes < length; index++) {
    previous = await hmacSha512(key, concat(previous, info, Uint8Array.of(index + 1)))
    output.set(previous, index * blockBytes)
  }
  return output.slice(0, length)
}

/** HKDF-Extract: one pseudorandom key out of unevenly random input. */
export async function extractSha512(salt: Bytes, input: Bytes): Promise<CryptoKey> {
  // An empty salt means a key of zeros (RFC 5869 §2.2); WebCrypto refuses an empty HMAC key.
  const saltKey = await importHmacKey(salt.length === 0 ? new Uint8Array(blockBytes) : salt)
  return importHmacKey(await hmacSha512(saltKey, input))
}
