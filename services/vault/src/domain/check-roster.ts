/** Decides whether a roster may follow the one that is known. */
import { CryptoError, checkRosterSuccession, type Roster, verifyRoster } from '@nornos/crypto/verify'
import { err, ok, type Result } from '@nornos/std'

export type RosterRefusal = { readonly type: 'RosterRefused'; readonly code: string }

/** `last` is null for the first roster of a vault. The same roster once more is fine. */
export async function checkRoster(
  vaultId: string,
  last: Roster | null,
  bytes: Uint8Array,
): Promise<Result<Roster, RosterRefusal>> {
  try {
    const next = await verifyRoster(bytes, { vaultId, rootPublicKey: last?.rootPublicKey ?? null })
    if (last === null || next.number !== last.number) checkRosterSuccession(last, next)
    else if (!next.hash.every((byte, index) => byte === last.hash[index])) throw new CryptoError('mismatch')
    return ok(next)
  } catch (cause) {
    if (cause instanceof CryptoError) return err({ type: 'RosterRefused', code: cause.code })
    throw cause
  }
}
