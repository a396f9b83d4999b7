/**
 * A large write that happens wholly or not at all, although it does not fit into memory: sealed objects are stored
 * first, listed in a journal, and count only once the index that names them is written in one transaction. What a
 * crash or a cancelled import leaves behind is deleted by its journal.
 */
import { fromUtf8, utf8 } from '@nornos/std'
import * as z from 'zod/mini'
import {
  type DeviceStorage,
  type Durability,
  readBytesOf,
  type StorageChange,
  type TableName,
  tableNames,
} from '../storage/device-storage.ts'

export interface StagedWrite {
  /** Reads what is stored, or waits here to be stored. */
  read(table: TableName, key: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** Stores one entry under a name that nothing else has. */
  put(table: TableName, key: string, value: Uint8Array<ArrayBuffer>): Promise<void>
  /** An entry that this write replaces; deleted when it is done. One of its own is forgotten. */
  drop(table: TableName, key: string): void
  /** Makes everything count, together with `changes`. */
  finish(changes: readonly StorageChange[], durability: Durability): Promise<void>
  /** Takes everything back. */
  abandon(): Promise<void>
  /** Stores what is still waiting, then what `changeAt` says of it: a later `resumeStagedWrite` goes on from there. */
  keep(changeAt: (position: StagedPosition) => Promise<StorageChange>): Promise<void>
}

const Names = z.array(z.tuple([z.enum(tableNames), z.string()]))

/** How far a staged write has come. */
export const StagedPosition = z.strictObject({
  id: z.string(),
  journals: z.array(z.string()),
  dropped: Names,
})
export type StagedPosition = z.infer<typeof StagedPosition>

const batchBytes = 4 * 1024 * 1024
const journalPrefix = 'staged-'

export function beginStagedWrite(storage: DeviceStorage): StagedWrite {
  return resumeStagedWrite(storage, { id: crypto.randomUUID(), journals: [], dropped: [] })
}

/** Goes on with what an earlier run has stored up to `position`. */
export function resumeStagedWrite(storage: DeviceStorage, position: StagedPosition): StagedWrite {
  const { id } = position
  const journals = [...position.journals]
  const dropped = position.dropped.map(([table, key]): StorageChange => ({ table, key, value: null }))
  let waiting = new Map<string, StorageChange>()
  let waitingBytes = 0
  const placeOf = (table: TableName, key: string) => `${table}/${key}`

  async function flush(): Promise<void> {
    if (waiting.size === 0) return
    const batch = [...waiting.values()]
    waiting = new Map()
    waitingBytes = 0
    const key = `${journalPrefix}${id}-${journals.length}`
    journals.push(key)
    const names = batch.map((change) => [change.table, change.key])
    await storage.write([...batch, { table: 'meta', key, value: utf8(JSON.stringify(names)) }], 'relaxed')
  }

  return {
    async read(table, key) {
      const mine = waiting.get(placeOf(table, key))
      return mine?.value instanceof Uint8Array ? mine.value : readBytesOf(storage, table, key)
    },
    async put(table, key, value) {
      waiting.set(placeOf(table, key), { table, key, value })
      waitingBytes += value.length
      if (waitingBytes >= batchBytes) await flush()
    },
    drop(table, key) {
      dropped.push({ table, key, value: null })
    },
    async finish(changes, durability) {
      const ended = journals.map((key): StorageChange => ({ table: 'meta', key, value: null }))
      await storage.write([...waiting.values(), ...changes, ...dropped, ...ended], durability)
      waiting = new Map()
    },
    async keep(changeAt) {
      await flush()
      const names = dropped.map(({ table, key }): StagedPosition['dropped'][number] => [table, key])
      await storage.write([await changeAt({ id, journals: [...journals], dropped: names })], 'strict')
    },
    async abandon() {
      waiting = new Map()
      await undoStagedWrites(storage, { prefix: `${journalPrefix}${id}-` })
    },
  }
}

export interface Undoing {
  /** Only what starts with it. */
  readonly prefix?: string
  /** Journals of what will be gone on with. */
  readonly except?: readonly string[]
}

/** Deletes what unfinished writes have left. To be called when nothing is being written. */
export async function undoStagedWrites(
  storage: DeviceStorage,
  { prefix = journalPrefix, except = [] }: Undoing = {},
): Promise<void> {
  for (const key of await storage.keys('meta', prefix)) {
    if (except.includes(key)) continue
    const bytes = await readBytesOf(storage, 'meta', key)
    const names = Names.parse(JSON.parse(fromUtf8(bytes ?? utf8('[]')) ?? '[]'))
    const undone = names.map(([table, name]): StorageChange => ({ table, key: name, value: null }))
    await storage.write([...undone, { table: 'meta', key, value: null }], 'relaxed')
  }
}
