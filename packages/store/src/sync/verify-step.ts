/** Checks one commit of the chain against everything that this device knows. `specs/vault-commit.md` §4. */
import {
  type Commit,
  CryptoError,
  parseCommit,
  type Roster,
  signingDevice,
  verifySignature,
} from '@nornos/crypto/verify'
import { equalBytes, toHex } from '@nornos/std'
import type { StateLeaves } from '../objects/state-leaves.ts'
import { bytesToText } from '../vault/vault-file.ts'
import { AlarmError } from './alarm.ts'
import type { LastSeen } from './last-seen.ts'

export interface ChainKnowledge {
  readonly vaultId: string
  readonly epoch: number
  readonly seen: LastSeen
  /** Oldest first; all of this vault and signed by its root key. */
  readonly rosters: readonly Roster[]
  readonly leaves: StateLeaves
}

/** The commit, or an AlarmError. It follows what was seen, a device of the vault signed it, and its root holds. */
export async function verifyStep(bytes: Uint8Array, known: ChainKnowledge): Promise<Commit> {
  const evidence = [known.seen.commit, bytesToText(bytes)]
  const commit = await parse(bytes, evidence)
  const { seen, vaultId, epoch } = known
  if (commit.vaultId !== vaultId || commit.number !== seen.n + 1 || toHex(commit.previous) !== seen.head) {
    throw new AlarmError('fork', evidence)
  }
  if (commit.epoch < epoch) throw new AlarmError('rollback', evidence)
  await checkSigner(commit, known.rosters, evidence)
  for (const { objectId, version } of commit.changes) {
    if (version !== (known.leaves.get(objectId)?.version ?? 0) + 1) throw new AlarmError('rollback', evidence)
  }
  const root = await known.leaves.rootAfter(commit.changes)
  if (!equalBytes(root, commit.stateRoot)) throw new AlarmError('altered_object', evidence)
  return commit
}

async function parse(bytes: Uint8Array, evidence: readonly string[]): Promise<Commit> {
  try {
    return await parseCommit(bytes)
  } catch (cause) {
    throw new AlarmError('fork', evidence, { cause })
  }
}

/**
 * A commit names the roster it was made under. One that this device never saw has been replaced by a newer one that is
 * signed by the root key; the signer must then be a device of a roster that it did see.
 */
async function checkSigner(commit: Commit, rosters: readonly Roster[], evidence: readonly string[]) {
  const named = rosters.filter((roster) => equalBytes(roster.hash, commit.rosterHash))
  const candidates = named.length > 0 ? named : rosters
  for (const roster of candidates.toReversed()) {
    const device = signingDevice(roster, commit.deviceId, commit.time)
    if (device === null) continue
    try {
      await verifySignature('commit', device.publicKey, commit.signedBytes, commit.signature)
      return
    } catch (cause) {
      if (!(cause instanceof CryptoError)) throw cause
    }
  }
  throw new AlarmError('unknown_device', evidence)
}
