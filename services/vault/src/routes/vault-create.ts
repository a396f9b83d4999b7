/** Creating a vault: roster, openers and first commit, all or nothing. */
import type { vault } from '@nornos/contracts'
import type { Handler } from '@nornos/endpoint'
import { problem } from '@nornos/endpoint'
import { type Transaction, Unavailable } from '@nornos/service-kit'
import { type Bytes, fromBase64Url } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { checkGenesis, type Genesis } from '../domain/check-genesis.ts'
import { checkRoster } from '../domain/check-roster.ts'
import { type CheckedSlot, checkSlots } from '../domain/check-slot.ts'
import { ordinaryShare } from '../domain/quota.ts'
import * as events from '../events.ts'
import { enlivenBlobs, stageBlob } from '../store/blob-store.ts'
import { insertCommit, insertState, moveObjects } from '../store/commit-store.ts'
import { storeBytes } from '../store/keep-blob.ts'
import { putSlot } from '../store/slot-store.ts'
import { findVault, insertRoster, insertVault } from '../store/vault-store.ts'

export function vaultCreate(ctx: VaultContext): Handler<typeof vault.vaultCreate> {
  return async ({ actor, body }) => {
    const { vaultId } = body
    if (vaultId !== actor.id) return problem('not-found')
    const rosterBytes = decode(body.roster.roster)
    const keyring = decode(body.keyring)
    const roster = await checkRoster(vaultId, null, rosterBytes)
    if (!roster.ok) return problem('roster-refused', { reason: roster.error.reason })
    const sent = body.slots.map((slot) => ({ bytes: decode(slot.body), slotId: slot.slotId }))
    const slots = checkSlots(sent, roster.value)
    if (!slots.ok) return problem('slot-refused')
    const now = ctx.clock.now().getTime()
    const genesis = await checkGenesis(decode(body.commit), keyring, roster.value, now)
    if (!genesis.ok) return problem('commit-refused', { reason: 'first commit' })
    if (await ctx.db.asActor(actor, (tx) => findVault(tx, vaultId))) return problem('vault-exists')
    await storeBytes(ctx, actor, vaultId, genesis.value.keyringHash, keyring)
    const isCreated = await ctx.db.serializable(actor, (tx) =>
      insertAll(tx, {
        ...genesis.value,
        keyringBytes: keyring.length,
        commitBytes: decode(body.commit),
        rosterBytes,
        slots: slots.value,
        quotaBytes: ctx.quotaBytes,
      }),
    )
    if (!isCreated) return problem('vault-exists')
    events.vaultCreated()
    return { status: 201, body: { n: 1 } }
  }
}

interface Everything extends Genesis {
  readonly keyringBytes: number
  readonly commitBytes: Bytes
  readonly rosterBytes: Bytes
  readonly slots: readonly CheckedSlot[]
  readonly quotaBytes: number
}

/** False when the patient has a vault already. */
async function insertAll(tx: Transaction, all: Everything): Promise<boolean> {
  const { changes, epoch, head, vaultId } = all.commit
  const row = { vaultId, n: 1, head, epoch, rosterNumber: 1, bytesMax: all.quotaBytes, restoredN: null }
  if (!(await insertVault(tx, row))) return false
  await insertRoster(tx, vaultId, 1, all.rosterBytes)
  await insertState(tx, vaultId, all.next.bucketHashes)
  const blob = { hash: all.keyringHash, size: all.keyringBytes, epoch }
  if ((await stageBlob(tx, vaultId, blob, ordinaryShare)) !== 'staged') {
    throw new Unavailable('the keyring was collected while it arrived')
  }
  await moveObjects(tx, vaultId, changes)
  await enlivenBlobs(tx, vaultId, [blob])
  await insertCommit(tx, vaultId, 1, all.commitBytes)
  for (const slot of all.slots) await putSlot(tx, vaultId, slot)
  return true
}

function decode(text: string): Bytes {
  return fromBase64Url(text) ?? new Uint8Array()
}
