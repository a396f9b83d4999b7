/**
 * After the grants of a patient changed: a field that no live grant covers loses its items and its key; one that is
 * covered less keeps what is still covered, under a new key. Runs in the transaction that changes the grants. Key
 * files are destroyed after its commit, by what that commit wrote down: destroy-keys.ts.
 */
import { type BlockCut, type ConsentState, liveCuts, type PatientId } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import type { SharedDataContext } from '../context.ts'
import { isNarrower, standingCuts } from '../domain/compare-cuts.ts'
import { parseItem } from '../domain/item-content.ts'
import { isWithinCuts } from '../domain/within-cuts.ts'
import * as events from '../events.ts'
import { readClock } from '../store/clock-store.ts'
import { type FieldKeyName, insertKey, listKeysInUse, retireKey } from '../store/field-key-store.ts'
import {
  type BodyToReseal,
  deleteField,
  deleteItems,
  listBodiesUnder,
  replaceBodies,
  type SealedItem,
} from '../store/item-store.ts'

/** The caller holds the lock of the patient. `before` and `after`: the states of all their grants. */
export async function settleFields(
  ctx: Pick<SharedDataContext, 'keys'>,
  tx: Transaction,
  patientId: PatientId,
  before: readonly ConsentState[],
  after: readonly ConsentState[],
): Promise<void> {
  const was = standingCuts(before)
  const is = liveCuts(after, await readClock(tx))
  let fields = 0
  let items = 0
  for (const key of await listKeysInUse(tx, patientId)) {
    const cuts = is.get(key.field) ?? []
    if (cuts.length === 0) {
      items += await shredField(tx, key)
      fields++
    } else if (isNarrower(was.get(key.field) ?? [], cuts)) {
      await narrowField(ctx, tx, key, cuts)
    }
  }
  events.fieldsShredded(fields, items)
}

/** Deletes the items and retires the key; how many items. */
export async function shredField(tx: Transaction, key: FieldKeyName): Promise<number> {
  await retireKey(tx, key)
  return deleteField(tx, key.patientId, key.field)
}

async function narrowField(
  ctx: Pick<SharedDataContext, 'keys'>,
  tx: Transaction,
  old: FieldKeyName,
  cuts: readonly BlockCut[],
): Promise<void> {
  const { patientId, field } = old
  await retireKey(tx, old)
  const fresh = await ctx.keys.make(patientId, field)
  await insertKey(tx, fresh)
  let kept = 0
  let dropped = 0
  for (;;) {
    const bodies = await listBodiesUnder(tx, patientId, field, old.keyId)
    if (bodies.length === 0) break
    const resealed = await Promise.all(bodies.map((body) => reseal(ctx, old, fresh, body, cuts)))
    const stay = resealed.filter((item) => item !== null)
    const stays = new Set(stay.map((item) => item.itemId))
    const go = bodies.flatMap(({ itemId }) => (stays.has(itemId) ? [] : [itemId]))
    await replaceBodies(tx, patientId, field, stay)
    await deleteItems(tx, patientId, go)
    kept += stay.length
    dropped += go.length
  }
  events.fieldNarrowed(kept, dropped)
}

/** Null for what is no longer covered. */
async function reseal(
  { keys }: Pick<SharedDataContext, 'keys'>,
  old: FieldKeyName,
  fresh: FieldKeyName,
  item: BodyToReseal,
  cuts: readonly BlockCut[],
): Promise<SealedItem | null> {
  const bytes = await keys.open(old, item, item.body)
  const content = bytes && (await parseItem(item.kind, bytes))
  if (bytes === null || content === null || !isWithinCuts(content, cuts, 'begins-after')) return null
  const { field, itemId, version } = item
  return { field, itemId, version, keyId: fresh.keyId, body: await keys.seal(fresh, item, bytes) }
}
