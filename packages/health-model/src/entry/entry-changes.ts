/**
 * Entries as they change on several devices at once. Each device appends to a list of its own; whoever reads takes all
 * lists together. Of one entry the change with the latest stamp counts, everywhere the same; no change of another
 * entry is ever touched, so two devices that add at once lose nothing. Read next: entry.ts.
 */
import * as z from 'zod/mini'
import type { DeviceId } from '../ids.ts'
import { Entry, EntryId } from './entry.ts'

export const EntryChange = z.strictObject({
  entryId: EntryId,
  /** Milliseconds since 1970, later than every stamp that its device had seen: a hybrid clock. */
  stamp: z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER - 1)),
  /** Null: deleted. */
  entry: z.nullable(Entry),
})
export type EntryChange = z.infer<typeof EntryChange>

export interface DeviceChanges {
  readonly device: DeviceId
  readonly changes: readonly EntryChange[]
}

/** An entry with who wrote it last and when. */
export interface StampedEntry {
  readonly device: DeviceId
  readonly stamp: number
  /** Null: deleted. */
  readonly entry: Entry | null
}

export type EntryState = ReadonlyMap<EntryId, StampedEntry>

/** The latest change of each entry; at the same stamp that of the device whose id is greater. */
export function stateOfChanges(lists: Iterable<DeviceChanges>): EntryState {
  const state = new Map<EntryId, StampedEntry>()
  for (const { changes, device } of lists) {
    for (const { entry, entryId, stamp } of changes) {
      const known = state.get(entryId)
      if (known === undefined || isLater({ device, stamp }, known))
        state.set(entryId, { device, stamp, entry })
    }
  }
  return state
}

/** A stamp that is later than all that is known, also where this device's clock is behind. */
export function nextStamp(state: EntryState, nowMs: number): number {
  let latest = 0
  for (const { stamp } of state.values()) latest = Math.max(latest, stamp)
  return Math.max(nowMs, latest + 1)
}

/**
 * One device's list without what no longer counts: an earlier change of the same entry, and every word of an entry
 * that was deleted anywhere. What it deleted itself stays as a mark, so that no other device brings it back.
 */
export function compactChanges(device: DeviceId, changes: readonly EntryChange[], state: EntryState) {
  return changes.filter(({ entryId, stamp }) => {
    const last = state.get(entryId)
    return last !== undefined && last.device === device && last.stamp === stamp
  })
}

type Stamp = Pick<StampedEntry, 'device' | 'stamp'>

function isLater(left: Stamp, right: Stamp): boolean {
  return left.stamp === right.stamp ? left.device > right.device : left.stamp > right.stamp
}
