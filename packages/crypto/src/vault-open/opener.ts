/**
 * What a patient opens a vault with, and the key that it gives for one slot. `specs/key-hierarchy.md` §4.
 * All derivations end in the same two HKDF steps, bound to the whole header of the slot.
 */
import { assert, type Bytes, concat, exhaustive, toHex, utf8 } from '@nornos/std'
import { importBoxKey } from '../format/box.ts'
import { named, uuid } from '../format/byte-writer.ts'
import type { SlotHeader } from '../format/slot.ts'
import { argon2id } from '../hazmat/argon2id.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { expandSha512, extractSha512, hmacSha512 } from '../hazmat/hmac-sha512.ts'
import { kitEntropyBytes } from '../words/kit.ts'
import { sixWordsToPassword } from '../words/six-words.ts'

/** The two results of a passkey's PRF extension, 32 bytes each. */
export interface PrfOutput {
  readonly first: Bytes
  readonly second: Bytes
}

/** What to pass as `extensions.prf.eval`: the same for every vault, because a PRF differs by credential. */
export const prfInputs: PrfOutput = {
  first: utf8('nornos/prf/first/1'),
  second: utf8('nornos/prf/second/1'),
}

/** What unlocks besides a device's own key: the six words as checked, or a passkey's PRF. */
export type DeviceUnlock =
  | { readonly type: 'words'; readonly words: readonly string[] }
  | { readonly type: 'prf'; readonly prf: PrfOutput }

export type Opener =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'kit'; readonly entropy: Bytes }
  | {
      readonly kind: 'device'
      readonly deviceId: string
      /** Made by `makeDeviceSecret`; never leaves the device. */
      readonly deviceKey: CryptoKey
      readonly unlock: DeviceUnlock
    }
  | { readonly kind: 'passkey'; readonly credentialId: Bytes; readonly prf: PrfOutput }
  /** 32 bytes each: what the chosen person has on paper, and what auth gives out after the wait. */
  | { readonly kind: 'contact'; readonly contactHalf: Bytes; readonly serverHalf: Bytes }

/** The key of the slot's seed box. Throws `cannot-open` when the opener is not of the slot's kind. */
export async function deriveSlotKey(
  header: SlotHeader,
  headerBytes: Bytes,
  opener: Opener,
): Promise<CryptoKey> {
  const secret = await openerSecret(header, opener)
  const extracted = await extractSha512(header.salt, secret)
  secret.fill(0)
  return importBoxKey(await expandSha512(extracted, named('nornos/slot-key/1', headerBytes), 32))
}

/** The opener field of a slot's header. */
export function openerBytes(opener: Opener): Bytes {
  if (opener.kind === 'device') return uuid(opener.deviceId)
  return opener.kind === 'passkey' ? opener.credentialId : new Uint8Array(0)
}

async function openerSecret(header: SlotHeader, opener: Opener): Promise<Bytes> {
  if (header.kind !== opener.kind || toHex(header.opener) !== toHex(openerBytes(opener))) {
    throw new CryptoError('cannot-open')
  }
  switch (opener.kind) {
    case 'words':
      return stretchWords(header, opener.words)
    case 'kit':
      assert(opener.entropy.length === kitEntropyBytes, 'a kit has 32 bytes')
      return opener.entropy.slice()
    case 'device': {
      const own = await hmacSha512(opener.deviceKey, named('nornos/device-slot/1', uuid(header.slotId)))
      return concat(own, await unlockSecret(header, opener.unlock))
    }
    case 'passkey':
      return prfSecret(header, opener.prf)
    case 'contact':
      assert(opener.contactHalf.length === kitEntropyBytes, 'the half of a contact has 32 bytes')
      assert(opener.serverHalf.length === kitEntropyBytes, 'the half of auth has 32 bytes')
      return concat(opener.contactHalf, opener.serverHalf)
    default:
      return exhaustive(opener)
  }
}

async function unlockSecret(header: SlotHeader, unlock: DeviceUnlock): Promise<Bytes> {
  return unlock.type === 'words' ? stretchWords(header, unlock.words) : prfSecret(header, unlock.prf)
}

async function stretchWords({ derivation, salt }: SlotHeader, words: readonly string[]): Promise<Bytes> {
  if (derivation.type !== 'argon2id') throw new CryptoError('cannot-open')
  return argon2id(sixWordsToPassword(words), salt, derivation.parameters, 32)
}

function prfSecret({ derivation }: SlotHeader, { first, second }: PrfOutput): Bytes {
  if (derivation.type !== 'prf') throw new CryptoError('cannot-open')
  assert(first.length === 32 && second.length === 32, 'a PRF gives twice 32 bytes')
  return concat(first, second)
}
