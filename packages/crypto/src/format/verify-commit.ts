/** Checks a commit without any key of the vault: signed by a device that the roster lists. */
import { equalBytes } from '@nornos/std'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { type Commit, parseCommit } from './commit.ts'
import type { Roster, RosterDevice } from './roster.ts'
import { verifySignature } from './signature.ts'

/**
 * Parses a commit and checks vault, roster hash, epoch and signature against a verified roster. Throws
 * `malformed`, `mismatch` (another vault, roster or epoch) or `bad-signature` (unknown device too). Previous
 * head, versions and state root depend on the state and are the caller's to compare.
 */
export async function verifyCommit(bytes: Uint8Array, roster: Roster): Promise<Commit> {
  const commit = await parseCommit(bytes)
  const isOfRoster = equalBytes(commit.rosterHash, roster.hash) && commit.epoch === roster.epoch
  if (commit.vaultId !== roster.vaultId || !isOfRoster) throw new CryptoError('mismatch')
  const device = signingDevice(roster, commit.deviceId, commit.time)
  if (device === null) throw new CryptoError('bad-signature')
  await verifySignature('commit', device.publicKey, commit.signedBytes, commit.signature)
  return commit
}

/** The device of a roster that may sign at `time` (milliseconds UTC), or null. */
export function signingDevice(roster: Roster, deviceId: string, time: number): RosterDevice | null {
  const device = roster.devices.find((one) => one.id === deviceId)
  if (device === undefined || (device.until !== undefined && time >= device.until)) return null
  return device
}
