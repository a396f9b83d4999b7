/** From sealed rows that row security has let through to bytes in memory. */
import type { FieldId, PatientId } from '@nornos/health-model'
import type { Bytes } from '@nornos/std'
import * as events from '../events.ts'
import type { FieldKeys } from './field-keys.ts'
import type { ServedBody } from './serve-store.ts'

/** Null for an item whose key has just been destroyed: it is not there any more. */
export async function openBodies(
  keys: FieldKeys,
  patientId: PatientId,
  field: FieldId,
  bodies: readonly ServedBody[],
): Promise<readonly (Bytes | null)[]> {
  const opened = await Promise.all(
    bodies.map((item) => keys.open({ patientId, field, keyId: item.keyId }, item, item.body)),
  )
  const missing = opened.filter((bytes) => bytes === null).length
  if (missing > 0) events.keyMissing(missing)
  return opened
}
