/**
 * Rosters that were read before. One changes seldom and is needed for every commit, and reading it takes longer than
 * checking the commit's signature. What is kept counts for the very same bytes only, so it is never out of date.
 */
import { parseRoster, type Roster } from '@nornos/crypto/verify'
import { type Bytes, equalBytes } from '@nornos/std'

export interface KnownRosters {
  /** As `parseRoster`: throws `malformed`. */
  read(vaultId: string, bytes: Bytes): Promise<Roster>
}

/** `vaultsMax`: of how many vaults the last roster is kept. */
export function createKnownRosters(vaultsMax: number): KnownRosters {
  const known = new Map<string, { readonly bytes: Bytes; readonly roster: Roster }>()
  return {
    read: async (vaultId, bytes) => {
      const before = known.get(vaultId)
      known.delete(vaultId)
      const isSame = before !== undefined && equalBytes(before.bytes, bytes)
      const entry = isSame ? before : { bytes, roster: await parseRoster(bytes) }
      if (bytes.length > bytesMax) return entry.roster
      known.set(vaultId, entry)
      const [oldest] = known.keys()
      if (known.size > vaultsMax && oldest !== undefined) known.delete(oldest)
      return entry.roster
    },
  }
}

/** Larger ones are read each time: a patient's devices, openers and doctors fill a few kilobytes. */
const bytesMax = 64 * 1024
