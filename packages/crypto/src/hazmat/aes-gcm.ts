/** AES-256-GCM by WebCrypto: 12-byte nonce, 16-byte tag, no associated data. Only the box calls this. */
import type { Bytes } from '@nornos/std'
import { CryptoError } from './crypto-error.ts'

export type AesKeyUse = 'encrypt' | 'decrypt'

export async function importAesKey(key: Bytes, use: AesKeyUse): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use])
}

export async function sealAesGcm(key: CryptoKey, nonce: Bytes, plaintext: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, plaintext))
}

/** Throws `cannot-open` when the tag does not hold; no plaintext is released then. */
export async function openAesGcm(key: CryptoKey, nonce: Bytes, ciphertext: Bytes): Promise<Bytes> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, key, ciphertext))
  } catch (cause) {
    throw new CryptoError('cannot-open', { cause })
  }
}
