/** What an open device remembers of mutable records: the clock of its stamps, kept, and what it has read. */
import * as z from 'zod/mini'
import type { LocalBoxes } from '../objects/local-boxes.ts'
import type { StorageChange } from '../storage/device-storage.ts'
import type { MutableRecord } from './mutable-record.ts'
import { type Moment, noMoment } from './stamp.ts'

export interface MutableShelf {
  /** The latest moment that this device has taken or read. */
  last: Moment
  /** By the name of their sealed bytes. */
  readonly read: Map<string, MutableRecord>
}

const clockKey = 'hybrid-clock'
const Clock = z.strictObject({ last: z.tuple([z.int(), z.int()]) })

export async function loadMutableShelf(boxes: LocalBoxes): Promise<MutableShelf> {
  const clock = await boxes.openJson('meta', clockKey, Clock)
  return { last: clock?.last ?? noMoment, read: new Map() }
}

interface ClockOwner {
  readonly boxes: LocalBoxes
  readonly shelf: MutableShelf
}

/** Written together with whatever was stamped, or was read from another device. */
export function clockChange({ boxes, shelf }: ClockOwner): Promise<StorageChange> {
  return boxes.sealJson('meta', clockKey, { last: shelf.last })
}
