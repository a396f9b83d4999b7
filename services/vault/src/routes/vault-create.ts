/** Creating a vault: roster, openers and first commit, all or nothing. */
import type { vault } from '@nornos/contracts'
import { deriveNextState, emptyBucketHashes, hashBytes, type Roster } from '@nornos/crypto/verify'
import type { Handler } from '@nornos/endpoint'
import { problem } from '@nornos/endpoint'
import { type Bytes, equalBytes, fromBase64Url, present, toHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { checkRoster } from '../domain/check-roster.ts'
import { checkSlot } from '../domain/check-slot.ts'
import { readCommit } from '../domain/read-commit.ts'
import * as events from '../events.ts'
import { settleBlobs, stageBlob } from '../store/blob-store.ts'
import { insertBuckets, insertCommit, moveObjects } from '../store/commit-store.ts'
import { putSlot } from '../store/slot-store.ts'
import { insertVault } from '../store/vault-store.ts'

export function vaultCreate(ctx: VaultContext): Handler<typeof vault.vaultCreate> {
  return async ({ actor, body }) => {
    const { vaultId } = body
    if (vaultId !== actor.id) return problem('not-found')
    const rosterBytes = decode(body.roster.roster)
    const roster = await checkRoster(vaultId, null, rosterBytes)
    if (!roster.ok) return problem('roster-refused', { reason: roster.error.code })
    const slots = body.slots.map((slot) => ({ bytes: decode(slot.body), slotId: slot.slotId }))
    const checked = slots.map((slot) => checkSlot(slot.bytes, slot.slotId, roster.value))
    if (checked.some((slot) => !slot.ok)) return problem('slot-refused')
    const genesis = await readGenesis(decode(body.commit), decode(body.keyring), roster.value)
    if (!genesis) return problem('commit-refused', { reason: 'not the first commit of this vault' })
    await ctx.objects.put(vaultId, toHex(genesis.blobHash), new Blob([genesis.keyring]).stream())
    const created = await ctx.db.serializable(actor, async (tx) => {
      const { head, epoch, changes } = genesis.commit
      const vaultRow = { vaultId, head, epoch, roster: rosterBytes, bytesMax: ctx.quotaBytes }
      if (!(await insertVault(tx, vaultRow))) return false
      await insertBuckets(tx, vaultId, genesis.next.bucketHashes)
      await stageBlob(tx, vaultId, { hash: genesis.blobHash, size: genesis.keyring.length, state: 'live' })
      await moveObjects(tx, vaultId, changes)
      await insertCommit(tx, vaultId, 1, decode(body.commit))
      for (const [index, slot] of checked.entries()) {
        const bytes = present(slots[index], 'one body for each slot').bytes
        if (slot.ok) await putSlot(tx, vaultId, { ...slot.value, body: bytes })
      }
      await settleBlobs(tx, vaultId, [genesis.blobHash], [])
      return true
    })
    if (!created) return problem('vault-exists')
    events.vaultCreated()
    return { status: 201, body: { n: 1 } }
  }
}

/** Null unless it is a first commit of exactly the keyring. */
async function readGenesis(bytes: Bytes, keyring: Bytes, roster: Roster) {
  const commit = await readCommit(bytes, roster)
  const [change, ...others] = commit?.changes ?? []
  if (!commit || commit.number !== 1 || !change || others.length > 0 || change.version !== 1) return null
  const blobHash = await hashBytes(keyring)
  if (!equalBytes(change.blobHash, blobHash) || change.byteLength !== keyring.length) return null
  const next = await deriveNextState(await emptyBucketHashes(), commit.changes, () => [])
  return equalBytes(next.stateRoot, commit.stateRoot) ? { commit, next, keyring, blobHash } : null
}

function decode(text: string): Bytes {
  return fromBase64Url(text) ?? new Uint8Array()
}
