/** The MAC of a roster: proof for the patient's own devices that the list comes from one of them. */
import { type Bytes, equalBytes } from '@nornos/std'
import { named } from '../format/byte-writer.ts'
import { type Roster, rosterMacBytes } from '../format/roster.ts'
import { verifyRoster } from '../format/verify-roster.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { hmacSha512 } from '../hazmat/hmac-sha512.ts'
import { epochKeys, type Vault } from './vault.ts'

/**
 * Parses and fully checks a roster of this vault: signature by the patient root key, MAC, vault. Throws
 * `bad-signature`, `bad-mac`, `mismatch` or `malformed`.
 */
export async function openRoster(vault: Vault, bytes: Uint8Array): Promise<Roster> {
  const { rootPublicKey, vaultId } = vault
  const roster = await verifyRoster(bytes, { vaultId, rootPublicKey })
  if (!equalBytes(await deriveRosterMac(vault, roster.epoch, roster.bodyBytes), roster.mac)) {
    throw new CryptoError('bad-mac')
  }
  return roster
}

/** For this package alone. */
export async function deriveRosterMac(vault: Vault, epoch: number, bodyBytes: Bytes): Promise<Bytes> {
  const mac = await hmacSha512(epochKeys(vault, epoch).rosterKey, named('nornos/roster-mac/1', bodyBytes))
  return mac.slice(0, rosterMacBytes)
}
