/** A vault out of a backup: blobs first, then state, then head. What does not check out leaves no vault behind. */
import type { vault } from '@nornos/contracts'
import { type Backup, readBackup } from '@nornos/crypto/backup'
import { type Actor, type Handler, problem } from '@nornos/endpoint'
import { discardBody, Unavailable } from '@nornos/service-kit'
import { type Bytes, fromHex, present, toHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { ordinaryShare } from '../domain/quota.ts'
import * as events from '../events.ts'
import { adoptBlobs, insertBackup } from '../store/backup-store.ts'
import { announceBlob } from '../store/blob-store.ts'
import { deleteClosure } from '../store/closure-store.ts'
import { findVault } from '../store/vault-store.ts'

class QuotaReached extends Error {}

export function vaultRestore(ctx: VaultContext): Handler<typeof vault.vaultRestore> {
  return async ({ actor, params: { vaultId }, query: { closure }, body }) => {
    if (vaultId !== actor.id) return refuse(body, 'not-found')
    if (await ctx.db.asActor(actor, (tx) => findVault(tx, vaultId))) return refuse(body, 'vault-exists')
    const report = await readBackup(body, limited(ctx.quotaBytes, keeper(ctx, actor, vaultId))).catch(asQuota)
    if (report === null) return problem('storage-full')
    const { backup, faults } = report
    const [fault] = faults
    if (!backup) return problem('backup-refused', fault ? { code: fault.code, place: fault.place } : {})
    if (backup.head.vaultId !== vaultId) return problem('backup-refused', { code: 'mismatch', place: 'head' })
    const isRestored = await ctx.db.serializable(actor, async (tx) => {
      if (!(await insertBackup(tx, backup, ctx.quotaBytes))) return false
      if (closure) await deleteClosure(tx, present(fromHex(closure), 'the contract lets hex alone pass'))
      if (await adoptBlobs(tx, vaultId, backup.blobs)) return true
      throw new Unavailable('a blob was collected while the backup arrived')
    })
    if (!isRestored) return problem('vault-exists')
    events.vaultRestored(backup.leaves.length)
    return { status: 201, body: resultOf(backup) }
  }
}

/** Stores each blob; it counts once the whole backup is known to be good. */
function keeper(ctx: VaultContext, actor: Actor, vaultId: string) {
  return async (name: string, bytes: Bytes) => {
    const hash = present(fromHex(name), 'a blob is named by its hash')
    const known = await ctx.db.asActor(actor, (tx) => announceBlob(tx, vaultId, hash, ordinaryShare))
    if (known === 'send') await ctx.blobs.put(vaultId, name, new Blob([bytes]).stream())
  }
}

function limited(bytesMax: number, keep: (name: string, bytes: Bytes) => Promise<void>) {
  let kept = 0
  return async (name: string, bytes: Bytes) => {
    kept += bytes.length
    if (kept > bytesMax) throw new QuotaReached()
    await keep(name, bytes)
  }
}

function asQuota(cause: unknown): null {
  if (cause instanceof QuotaReached) return null
  throw cause
}

async function refuse<Code extends string>(body: ReadableStream<Bytes>, code: Code) {
  await discardBody(body)
  return problem(code)
}

function resultOf({ blobs, head, leaves }: Backup) {
  const bytes = [...blobs.values()].reduce((sum, { size }) => sum + size, 0)
  return { n: head.number, head: toHex(head.head), objects: leaves.length, blobs: blobs.size, bytes }
}
