/** What a person gives to open a vault, as it comes from the page, and what it is for the cryptography. */
import type { DeviceUnlock, Opener, PrfOutput } from '@nornos/crypto/vault-open'
import { type Bytes, fromBase64Url } from '@nornos/std'
import type { UnlockBy } from './vault-file.ts'

/** A passkey's answer to `prfInputs`: 32 bytes each. */
export interface GivenPasskey {
  /** Base64url. */
  readonly credentialId: string
  readonly first: Uint8Array
  readonly second: Uint8Array
}

/** Six words as `makeWords` made them, or a passkey. */
export type GivenOpener =
  | { readonly by: 'words'; readonly words: readonly string[] }
  | { readonly by: 'passkey'; readonly passkey: GivenPasskey }

/** How requests carry it. */
export type WithOpener =
  | { readonly words: readonly string[]; readonly passkey?: undefined }
  | { readonly passkey: GivenPasskey; readonly words?: undefined }

export function givenOpener({ passkey, words }: WithOpener): GivenOpener {
  return passkey === undefined ? { by: 'words', words } : { by: 'passkey', passkey }
}

export function openerOf(given: GivenOpener): Opener {
  if (given.by === 'words') return { kind: 'words', words: given.words }
  return { kind: 'passkey', credentialId: credentialIdOf(given.passkey), prf: prfOf(given.passkey) }
}

/** The same for the slot of a device. */
export function unlockOf(given: GivenOpener): DeviceUnlock {
  return given.by === 'words'
    ? { type: 'words', words: given.words }
    : { type: 'prf', prf: prfOf(given.passkey) }
}

export function unlockByGiven(given: GivenOpener): UnlockBy {
  return given.by === 'words' ? { by: 'words' } : { by: 'passkey', credentialId: given.passkey.credentialId }
}

function credentialIdOf({ credentialId }: GivenPasskey): Bytes {
  return fromBase64Url(credentialId) ?? new Uint8Array(0)
}

function prfOf({ first, second }: GivenPasskey): PrfOutput {
  return { first: new Uint8Array(first), second: new Uint8Array(second) }
}
