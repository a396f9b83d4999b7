/**
 * Compares what is stored with its name, without any key: every blob that a vault names is read once in four weeks, a
 * few vaults each day. What is damaged is written down and told to the operator; nothing is deleted or replaced.
 */
import { createHash } from 'node:crypto'
import type { Database, Transaction } from '@nornos/service-kit'
import { toHex } from '@nornos/std'
import * as events from '../events.ts'
import {
  type BlobFault,
  blobsToCheck,
  dueVault,
  moveCheck,
  noteFault,
  planChecks,
} from '../store/check-store.ts'
import { becomeLeader, collector } from '../store/collect-store.ts'
import type { ObjectStore } from '../store/object-store.ts'

const roundDays = 28
/** Up to 9 MiB each; a check that is broken off goes on after the last of them. */
const atOnce = 50

/** One process at a time does it. Rejects with Unavailable when the store does not answer: nothing is damaged then. */
export async function checkBlobs(db: Database, blobs: ObjectStore, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const vaultId = await db.asActor(collector, async (tx) => {
      if (!(await becomeLeader(tx, 'check'))) return null
      await planChecks(tx, roundDays)
      return dueVault(tx)
    })
    if (vaultId === null) return
    const checker = { type: 'service', id: vaultId } as const
    await db.asActor(checker, async (tx) => {
      if (await becomeLeader(tx, 'check')) await checkSome(tx, blobs, vaultId)
    })
  }
}

async function checkSome(tx: Transaction, blobs: ObjectStore, vaultId: string): Promise<void> {
  const some = await blobsToCheck(tx, vaultId, atOnce)
  let damaged = 0
  for (const { hash, size } of some) {
    const fault = await faultOf(blobs, vaultId, { sha256: toHex(hash), size })
    if (fault !== null) damaged++
    if (await noteFault(tx, vaultId, hash, fault)) events.blobDamaged(vaultId, toHex(hash), fault)
  }
  const last = some.length === atOnce ? (some.at(-1)?.hash ?? null) : null
  await moveCheck(tx, vaultId, last, roundDays)
  if (some.length > 0) events.blobsChecked(some.length, damaged)
}

async function faultOf(
  blobs: ObjectStore,
  vaultId: string,
  { sha256, size }: { readonly sha256: string; readonly size: number },
): Promise<BlobFault | null> {
  const bytes = await blobs.get(vaultId, sha256)
  if (!bytes) return 'missing'
  const hash = createHash('sha256')
  let seen = 0
  for await (const chunk of bytes) {
    hash.update(chunk)
    seen += chunk.byteLength
  }
  return seen === size && hash.digest('hex') === sha256 ? null : 'altered'
}
