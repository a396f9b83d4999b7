import type { PublishedItem, sharedData } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { type FieldId, type ItemId, liveCuts, type PatientId } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import { err, ok, type Result } from '@nornos/std'
import type { SharedDataContext } from '../context.ts'
import { type CheckedItem, checkItem, type ItemRefusal, isCovered } from '../domain/check-item.ts'
import { formOf, monthOf } from '../domain/item-content.ts'
import { patientIdOf } from '../domain/person-of.ts'
import * as events from '../events.ts'
import { destroyRetiredKeys } from '../jobs/destroy-keys.ts'
import { shredField } from '../jobs/settle-fields.ts'
import { lockPatient, readClock } from '../store/clock-store.ts'
import { type FieldKeyName, insertKey, listKeysInUse } from '../store/field-key-store.ts'
import { listGrants } from '../store/grant-store.ts'
import { findVersions, type ItemToStore, upsertItems } from '../store/item-store.ts'
import { readLatestRoster } from '../store/roster-store.ts'

interface Refused {
  readonly itemId: ItemId
  readonly reason: ItemRefusal
}

/** Each item alone: signature, shape and values first, then, holding the patient's lock, what is live and stored. */
export function itemPut(ctx: SharedDataContext): Handler<typeof sharedData.itemPut> {
  return async ({ actor, body: { items } }) => {
    const patientId = patientIdOf(actor)
    const checked = await checkAll(ctx, patientId, items)
    if (checked === null) return problem('not-found')
    const outcome = await ctx.writing.asActor(actor, (tx) => store(ctx, tx, patientId, checked.good))
    await destroyRetiredKeys(ctx, patientId)
    const refused = [...checked.refused, ...outcome]
    events.itemsPublished(items.length - refused.length, refused.length)
    return { status: 200, body: { accepted: items.length - refused.length, refused } }
  }
}

/** Null when the patient has pinned no roster: nothing can be signed. */
async function checkAll(
  ctx: SharedDataContext,
  patientId: PatientId,
  items: readonly PublishedItem[],
): Promise<{ readonly good: readonly CheckedItem[]; readonly refused: readonly Refused[] } | null> {
  const roster = await ctx.writing.asActor({ id: patientId, type: 'patient' }, (tx) =>
    readLatestRoster(tx, patientId),
  )
  if (roster === null) return null
  const now = ctx.clock.now().getTime()
  const good: CheckedItem[] = []
  const refused: Refused[] = []
  for (const item of items) {
    const checked = await checkItem(item, { patientId, roster, now })
    if (checked.ok) good.push(checked.value)
    else refused.push({ itemId: item.itemId, reason: checked.error })
  }
  return { good, refused }
}

/** Gives what was refused. */
async function store(
  ctx: SharedDataContext,
  tx: Transaction,
  patientId: PatientId,
  items: readonly CheckedItem[],
): Promise<readonly Refused[]> {
  await lockPatient(tx, patientId)
  const states = (await listGrants(tx, patientId)).map((grant) => grant.state)
  const cuts = liveCuts(states, await readClock(tx))
  const stored = await findVersions(
    tx,
    patientId,
    items.map(({ item }) => item.itemId),
  )
  const versions = new Map(stored.map((one) => [`${one.field}:${one.itemId}`, one.version]))
  const keys = await openKeys(ctx, tx, patientId)
  const fresh = new Map<string, ItemToStore>()
  const refused: Refused[] = []
  for (const checked of items) {
    const place = `${checked.item.field}:${checked.item.itemId}`
    const decided = isCovered(checked, cuts)
      ? compareVersion(checked, versions.get(place))
      : err('not_shared' as const)
    if (!decided.ok) refused.push({ itemId: checked.item.itemId, reason: decided.error })
    if (!decided.ok || decided.value === 'known') continue
    versions.set(place, checked.item.version)
    fresh.set(place, await sealItem(ctx, patientId, await keys(checked.item.field), checked))
  }
  if (fresh.size > 0) await upsertItems(tx, patientId, [...fresh.values()])
  return refused
}

function compareVersion(
  { item }: CheckedItem,
  stored: number | undefined,
): Result<'known' | 'fresh', ItemRefusal> {
  if (stored === undefined || item.version > stored) return ok('fresh')
  return item.version === stored ? ok('known') : err('older_version')
}

/** The key of a field, made when there is none; anew also when its file was lost, with what was under it. */
async function openKeys(
  ctx: SharedDataContext,
  tx: Transaction,
  patientId: PatientId,
): Promise<(field: FieldId) => Promise<FieldKeyName>> {
  const inUse = new Map((await listKeysInUse(tx, patientId)).map((key) => [key.field, key]))
  return async (field) => {
    const known = inUse.get(field)
    if (known !== undefined && (await ctx.keys.has(known))) return known
    if (known !== undefined) await shredField(tx, known)
    const made = await ctx.keys.make(patientId, field)
    await insertKey(tx, made)
    inUse.set(field, made)
    return made
  }
}

async function sealItem(
  ctx: SharedDataContext,
  patientId: PatientId,
  key: FieldKeyName,
  { item, content, bytes }: CheckedItem,
): Promise<ItemToStore> {
  const { field, itemId, version, kind, metric } = item
  return {
    field,
    itemId,
    version,
    kind,
    metricTag: ctx.tags.tagOf(patientId, metric, formOf(content)),
    month: monthOf(content),
    size: bytes.length,
    keyId: key.keyId,
    body: await ctx.keys.seal(key, item, bytes),
  }
}
