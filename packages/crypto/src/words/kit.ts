/** The kit: 256 random bits, written as 24 words (BIP39) on one printed page. The entropy is the secret. */
import { assert, type Bytes, err, ok, type Result } from '@nornos/std'
import { makeRandomBytes } from '../hazmat/random.ts'
import { checkWords, type WordsProblem } from './typed-words.ts'

export const kitEntropyBytes = 32
export const kitWordsCount = 24

/** 32 bytes: what the 24 words and the QR code say. Each half of a contact's opener is made like this too. */
export function makeKitEntropy(): Bytes {
  return makeRandomBytes(kitEntropyBytes)
}

/** The 24 words of a kit. */
export async function kitEntropyToWords(entropy: Bytes): Promise<readonly string[]> {
  assert(entropy.length === kitEntropyBytes, 'a kit has 32 bytes')
  const { bip39English, entropyToMnemonic } = await import('./bip39-english.ts')
  return entropyToMnemonic(entropy, bip39English).split(' ')
}

/** The entropy of 24 typed words, or the first thing that is wrong with them. */
export async function checkKitWords(typed: string): Promise<Result<Bytes, WordsProblem>> {
  const { bip39English, mnemonicToEntropy } = await import('./bip39-english.ts')
  const words = checkWords(typed, bip39English, kitWordsCount)
  if (!words.ok) return words
  try {
    return ok(new Uint8Array(mnemonicToEntropy(words.value.join(' '), bip39English)))
  } catch {
    // Count and words are right by now, so what is left is the checksum.
    return err({ type: 'checksum' })
  }
}
