/** What this device has and the vault does not have yet, by object. Durable before anybody is told that it is kept. */
import * as z from 'zod/mini'
import type { DeviceStorage, StorageChange } from '../storage/device-storage.ts'
import type { LocalBoxes } from './local-boxes.ts'

export const OutboxEntry = z.strictObject({
  objectId: z.string(),
  version: z.int(),
  /** Where the sealed bytes are, `vault`: only there; null for a deletion. */
  blob: z.nullable(
    z.strictObject({
      table: z.enum(['blocks', 'records', 'vault']),
      name: z.string(),
      size: z.int(),
      /** The epoch it is sealed under; the vault takes objects of the present one alone. */
      epoch: z.int(),
    }),
  ),
  /** Milliseconds since 1970. */
  queuedAt: z.number(),
  /** A deletion in whose place nothing else comes: it may go out before what is older, because it makes room. */
  makesRoom: z.optional(z.literal(true)),
  /** Of a deleted mutable record: what the deletion knew of. */
  seen: z.optional(z.record(z.string(), z.tuple([z.int(), z.int()]))),
})
export type OutboxEntry = z.infer<typeof OutboxEntry>

export interface Outbox {
  readonly size: number
  /** Oldest first. */
  entries(): readonly OutboxEntry[]
  get(objectId: string): OutboxEntry | null
  /** What to write so that these are queued; `adopt` once it is written. */
  queue(entries: readonly OutboxEntry[]): Promise<QueueChange>
  /** What to write so that these are no longer queued, unless they were replaced meanwhile. */
  settle(entries: readonly OutboxEntry[]): QueueChange
}

export interface QueueChange {
  readonly changes: readonly StorageChange[]
  adopt(): void
}

/** Of ten years that were imported without network thousands wait: each alone would be a journey to the tables. */
const openedAtOnce = 500

export async function loadOutbox(storage: DeviceStorage, boxes: LocalBoxes): Promise<Outbox> {
  const queued = new Map<string, OutboxEntry>()
  const keys = await storage.keys('outbox')
  for (let first = 0; first < keys.length; first += openedAtOnce) {
    const some = keys.slice(first, first + openedAtOnce)
    const sealed = await storage.readMany('outbox', some)
    const opening = some.flatMap((key, place) => {
      const value = sealed[place]
      return value instanceof Uint8Array ? [boxes.openSealed('outbox', key, value)] : []
    })
    for (const opened of await Promise.all(opening)) {
      const entry = OutboxEntry.parse(opened)
      queued.set(entry.objectId, entry)
    }
  }
  return {
    get size() {
      return queued.size
    },
    entries: () => [...queued.values()].sort((left, right) => left.queuedAt - right.queuedAt),
    get: (objectId) => queued.get(objectId) ?? null,
    async queue(entries) {
      const changes = await Promise.all(
        entries.map((entry) => boxes.sealJson('outbox', entry.objectId, entry)),
      )
      return {
        changes,
        adopt: () => {
          for (const entry of entries) queued.set(entry.objectId, entry)
        },
      }
    },
    settle(entries) {
      const settled = entries.filter((entry) => isSame(queued.get(entry.objectId), entry))
      return {
        changes: settled.map(({ objectId }) => ({ table: 'outbox', key: objectId, value: null })),
        adopt: () => {
          for (const { objectId } of settled) queued.delete(objectId)
        },
      }
    },
  }
}

function isSame(left: OutboxEntry | undefined, right: OutboxEntry): boolean {
  return left !== undefined && left.version === right.version && left.blob?.name === right.blob?.name
}
