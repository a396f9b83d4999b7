/** What this device has published, so that only what changed is made and sent again. */
import { FieldId, ItemId } from '@nornos/health-model'
import * as z from 'zod/mini'
import type { LocalBoxes } from '../objects/local-boxes.ts'
import type { StorageChange } from '../storage/device-storage.ts'

const PublishedUnit = z.strictObject({
  field: FieldId,
  unit: z.string(),
  /** Of everything that the items follow from. */
  fingerprint: z.string(),
  items: z.array(
    z.strictObject({
      itemId: ItemId,
      version: z.int(),
      /** SHA-256 of the payload, hex. */
      hash: z.string(),
      /** Why it is not stored there; null when it is. */
      refused: z.nullable(z.string()),
    }),
  ),
})
export type PublishedUnit = z.infer<typeof PublishedUnit>
export type PublishedLog = ReadonlyMap<string, PublishedUnit>

const key = 'published'

export async function readPublishedLog(boxes: LocalBoxes): Promise<Map<string, PublishedUnit>> {
  const units = (await boxes.openJson('index', key, z.array(PublishedUnit))) ?? []
  return new Map(units.map((unit) => [unit.unit, unit]))
}

export function publishedLogChange(boxes: LocalBoxes, log: PublishedLog): Promise<StorageChange> {
  return boxes.sealJson('index', key, [...log.values()])
}
