/** A new epoch: openers, roster, keyring and commit in one transaction. Afterwards the old epoch commits nothing. */
import type { vault } from '@nornos/contracts'
import { hashBytes, parseRoster } from '@nornos/crypto/verify'
import { type Handler, problem } from '@nornos/endpoint'
import { type Transaction, Unavailable } from '@nornos/service-kit'
import { type Bytes, fromBase64Url, toHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import {
  checkRotation,
  type Rotation,
  type RotationRefusal,
  type RotationToCheck,
} from '../domain/check-rotation.ts'
import { commitProblem } from '../domain/commit-problem.ts'
import { reservedShare } from '../domain/quota.ts'
import * as events from '../events.ts'
import { acceptCommit, refusedOrThrown } from '../store/accept-commit.ts'
import { stageBlob } from '../store/blob-store.ts'
import { storeBytes } from '../store/keep-blob.ts'
import { keepSlots, putSlot, slotList } from '../store/slot-store.ts'
import { findVault, lockVault, moveRoster, raiseEpoch, type VaultRow } from '../store/vault-store.ts'

export function vaultRotate(ctx: VaultContext): Handler<typeof vault.vaultRotate> {
  return async ({ actor, params: { vaultId }, body }) => {
    const sent = {
      roster: decode(body.roster.roster),
      keyring: decode(body.keyring),
      commit: decode(body.commit),
      slots: body.slots.map(({ slotId, body }) => ({ slotId, bytes: decode(body) })),
    }
    const now = ctx.clock.now().getTime()
    const check = async (tx: Transaction, row: VaultRow) => {
      const slotIds = (await slotList(tx, vaultId)).map(({ slotId }) => slotId)
      return checkRotation(sent, { ...row, roster: await parseRoster(row.roster), slotIds }, now)
    }
    // Checked before its bytes are stored, and again once nobody else can change the vault.
    const first = await ctx.db.asActor(actor, async (tx) => {
      const row = await findVault(tx, vaultId)
      return row && { row, checked: await check(tx, row) }
    })
    if (!first) return problem('not-found')
    if (!first.checked.ok) return rotationProblem(first.checked.error, first.row)
    const keyringHash = await hashBytes(sent.keyring)
    await storeBytes(ctx, actor, vaultId, keyringHash, sent.keyring)
    const rotated = ctx.db.serializable(actor, async (tx) => {
      const row = await lockVault(tx, vaultId)
      if (!row) return problem('not-found')
      const checked = await check(tx, row)
      if (!checked.ok) return rotationProblem(checked.error, row)
      const blob = { hash: keyringHash, size: sent.keyring.length, epoch: checked.value.commit.epoch }
      const staged = await stageBlob(tx, vaultId, blob, reservedShare)
      if (staged === 'full') return problem('storage-full')
      if (staged === 'gone') throw new Unavailable('the keyring was collected while it arrived')
      await rotate(tx, sent, checked.value)
      const { epoch, head, number } = checked.value.commit
      return { status: 201, body: { n: number, head: toHex(head), epoch } } as const
    })
    const reply = await rotated.catch((cause: unknown) => refusedOrThrown(cause, first.row))
    if ('problem' in reply) events.commitRefused(reply.problem, reply.facts['reason'])
    else events.vaultRotated(reply.body.epoch, body.slots.length)
    return reply
  }
}

async function rotate(
  tx: Transaction,
  sent: RotationToCheck,
  { commit, roster, slots }: Rotation,
): Promise<void> {
  const { epoch, vaultId } = commit
  await acceptCommit(tx, commit, sent.commit)
  await moveRoster(tx, vaultId, { number: roster.number, bytes: sent.roster })
  await raiseEpoch(tx, vaultId, epoch)
  await keepSlots(
    tx,
    vaultId,
    slots.map((slot) => slot.slotId),
  )
  for (const slot of slots) await putSlot(tx, vaultId, slot)
}

function rotationProblem(refusal: RotationRefusal, present: VaultRow) {
  if (refusal.type === 'RosterRefused') return problem('roster-refused', { reason: refusal.reason })
  if (refusal.type === 'SlotRefused') return problem('slot-refused')
  return commitProblem(refusal, present)
}

function decode(text: string): Bytes {
  return fromBase64Url(text) ?? new Uint8Array()
}
