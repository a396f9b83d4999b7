/** A signed commit, verified against a roster; null when it is not one, or not of this roster. */
import { type Commit, CryptoError, type Roster, verifyCommit } from '@nornos/crypto/verify'

export async function readCommit(bytes: Uint8Array, roster: Roster): Promise<Commit | null> {
  try {
    return await verifyCommit(bytes, roster)
  } catch (cause) {
    if (cause instanceof CryptoError) return null
    throw cause
  }
}
