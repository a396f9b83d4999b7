/**
 * Destroys the files of retired keys. A key is retired in the transaction that ends what it was for, so a process that
 * dies between the two leaves work for the next start, and in the meantime nothing that is readable.
 */
import { FieldId, PatientId } from '@nornos/health-model'
import type { SharedDataContext } from '../context.ts'
import * as events from '../events.ts'
import { type FieldKeyName, forgetKey, isKnownKey, listRetiredKeys } from '../store/field-key-store.ts'

const service = { id: null, type: 'service' } as const

/** Of one patient, or (null) of all. When it resolves, the files are gone from disk. */
export async function destroyRetiredKeys(
  ctx: Pick<SharedDataContext, 'writing' | 'keys'>,
  patientId: PatientId | null,
): Promise<void> {
  const retired = await ctx.writing.asActor(asService(patientId), (tx) => listRetiredKeys(tx, patientId))
  for (const key of retired) {
    await ctx.keys.destroy(key)
    await ctx.writing.asActor(asService(key.patientId), (tx) => forgetKey(tx, key))
  }
  events.keysDestroyed(retired.length)
}

/** A request that makes a key commits its row long before. */
const abandonedMs = 60 * 60_000

/** Files that were made in transactions that never ended well. Nothing was ever sealed under them. */
export async function destroyAbandonedKeys(ctx: Pick<SharedDataContext, 'writing' | 'keys'>): Promise<void> {
  let destroyed = 0
  for (const file of await ctx.keys.folder.list(abandonedMs)) {
    const patientId = PatientId.safeParse(file.patientId)
    const field = FieldId.safeParse(file.field)
    if (!patientId.success || !field.success || !/^[0-9a-f-]{36}$/.test(file.keyId)) continue
    const key: FieldKeyName = { patientId: patientId.data, field: field.data, keyId: file.keyId }
    const isKnown = await ctx.writing.asActor(asService(key.patientId), (tx) => isKnownKey(tx, key))
    if (isKnown) continue
    await ctx.keys.destroy(key)
    destroyed++
  }
  events.keysDestroyed(destroyed)
}

function asService(patientId: PatientId | null) {
  return patientId === null ? service : ({ id: patientId, type: 'service' } as const)
}
