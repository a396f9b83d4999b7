/** Checks a roster without any key of the vault: what relay, shared-data and vault do. */
import { type Bytes, equalBytes } from '@nornos/std'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { parseRoster, type Roster } from './roster.ts'
import { verifySignature } from './signature.ts'

export interface RosterPin {
  readonly vaultId: string
  /** The patient root key pinned when the vault was created; null only at that moment. */
  readonly rootPublicKey: Bytes | null
}

/**
 * Throws `malformed` for other than canonical bytes, `mismatch` for another vault or root key than pinned, and
 * `bad-signature`. Says nothing about the place in the chain: see `checkRosterSuccession`.
 */
export async function verifyRoster(bytes: Uint8Array, pin: RosterPin): Promise<Roster> {
  const roster = await parseRoster(bytes)
  const isPinned = pin.rootPublicKey === null || equalBytes(roster.rootPublicKey, pin.rootPublicKey)
  if (roster.vaultId !== pin.vaultId || !isPinned) throw new CryptoError('mismatch')
  await verifySignature('roster', roster.rootPublicKey, roster.bodyBytes, roster.signature)
  return roster
}

/** Throws `mismatch` unless `next` is the direct successor of `last` (null: nothing before). Both are verified. */
export function checkRosterSuccession(last: Roster | null, next: Roster): void {
  const isNext =
    last === null
      ? next.number === 1
      : next.number === last.number + 1 &&
        next.previous !== null &&
        equalBytes(next.previous, last.hash) &&
        next.vaultId === last.vaultId &&
        equalBytes(next.rootPublicKey, last.rootPublicKey) &&
        (next.epoch === last.epoch || next.epoch === last.epoch + 1)
  if (!isNext) throw new CryptoError('mismatch')
}
