/** Makes and signs rosters: the first one, and each next one from the last. `specs/key-hierarchy.md` §6. */
import type { Bytes } from '@nornos/std'
import { encodeRoster, encodeRosterBody, type Roster, type RosterBody } from '../format/roster.ts'
import { signWithKey } from '../format/signature.ts'
import { deriveRosterMac, openRoster } from '../vault-open/roster-mac.ts'
import type { Vault } from '../vault-open/vault.ts'

/** What the patient decides; the rest follows from the vault and the roster before. */
export type RosterContent = Pick<RosterBody, 'devices' | 'slots' | 'delegates'>

export interface SignedRoster {
  readonly roster: Roster
  /** What is sent to vault, relay and shared-data. */
  readonly bytes: Bytes
}

/** The roster after `last` (null for the first), MACed and signed under the present keys of `vault`. */
export async function makeRoster(
  vault: Vault,
  last: Roster | null,
  { delegates, devices, slots }: RosterContent,
): Promise<SignedRoster> {
  const bodyBytes = encodeRosterBody({
    vaultId: vault.vaultId,
    number: last === null ? 1 : last.number + 1,
    previous: last === null ? null : last.hash,
    epoch: vault.epoch,
    rootPublicKey: vault.rootPublicKey,
    inboxPublicKey: vault.inboxPublicKey,
    devices,
    slots,
    delegates,
  })
  const mac = await deriveRosterMac(vault, vault.epoch, bodyBytes)
  const signature = await signWithKey('roster', vault.secrets.rootSigningKey, bodyBytes)
  const bytes = encodeRoster(bodyBytes, mac, signature)
  return { roster: await openRoster(vault, bytes), bytes }
}
