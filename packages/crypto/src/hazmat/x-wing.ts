/**
 * X-Wing (draft-connolly-cfrg-xwing-kem): ML-KEM-768 and X25519 together, so that what is sealed today stays
 * shut when one of the two falls. The private key is a 32-byte seed.
 */
import { assert, type Bytes } from '@nornos/std'
import { CryptoError } from './crypto-error.ts'
import { makeRandomBytes } from './random.ts'
import { xWingSeedBytes } from './x-wing-sizes.ts'

const encapsulationSeedBytes = 64

export interface XWingSecret {
  /** What goes beside the box; 1,120 bytes. */
  readonly encapsulation: Bytes
  /** 32 bytes, used as the input key of exactly one box. */
  readonly sharedSecret: Bytes
}

export async function xWingPublicKey(seed: Bytes): Promise<Bytes> {
  assert(seed.length === xWingSeedBytes, 'an X-Wing seed has 32 bytes')
  const { xWing } = await import('./x-wing-noble.ts')
  return new Uint8Array(xWing.keygen(seed).publicKey)
}

/** Throws `malformed` for a public key that is none. */
export async function encapsulate(publicKey: Bytes): Promise<XWingSecret> {
  const { xWing } = await import('./x-wing-noble.ts')
  try {
    const { cipherText, sharedSecret } = xWing.encapsulate(publicKey, makeRandomBytes(encapsulationSeedBytes))
    return { encapsulation: new Uint8Array(cipherText), sharedSecret: new Uint8Array(sharedSecret) }
  } catch (cause) {
    throw new CryptoError('malformed', { cause })
  }
}

/** Throws `cannot-open` for bytes that are no encapsulation; a wrong seed gives a useless secret instead. */
export async function decapsulate(seed: Bytes, encapsulation: Bytes): Promise<Bytes> {
  const { xWing } = await import('./x-wing-noble.ts')
  try {
    return new Uint8Array(xWing.decapsulate(encapsulation, seed))
  } catch (cause) {
    throw new CryptoError('cannot-open', { cause })
  }
}
