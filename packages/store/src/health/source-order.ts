/**
 * The order in which the person believes their sources, on every device the same. Where two sources measured a total at
 * one moment the first one counts, so a new order means new days. Which order the days were last counted by is kept in
 * the transaction that wrote them: whatever stops in between, the next sync or change goes on from there.
 */
import { metric, SourceId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { addDirtyBlock, type DirtyDays, makeDirtyDays } from '../days/dirty-days.ts'
import { rollUpDirty } from '../days/roll-up-dirty.ts'
import { changeMutable, readMutable } from '../mutable/mutable-records.ts'
import type { Catalog } from '../objects/catalog.ts'
import { believe } from '../objects/knowledge.ts'
import type { LocalBoxes } from '../objects/local-boxes.ts'
import { beginStagedWrite } from '../objects/staged-write.ts'
import type { OpenDevice } from '../open-device.ts'
import { finishDraft } from '../sync/finish-draft.ts'

const Order = z.array(SourceId).check(z.maxLength(10_000))
const topic = { topic: 'source-order', fields: { order: Order } } as const
const id = 'all'
const key = 'source-order'

/** The best one first. Sources that it does not name come after those that it names. */
export async function changeSourceOrder(device: OpenDevice, order: readonly SourceId[]): Promise<void> {
  await changeMutable(device, topic, id, { order: [...new Set(order)] })
}

/** The order that the days on this device were counted by; empty when the person never said one. */
export async function readCountedOrder(boxes: LocalBoxes): Promise<readonly SourceId[]> {
  return (await boxes.openJson('index', key, z.strictObject({ order: Order })))?.order ?? []
}

/** Counts the days of totals that several sources measured anew, if the person's order is another than theirs. */
export async function countBySourceOrder(device: OpenDevice): Promise<void> {
  const order = (await readMutable(device, topic, id))?.values.order ?? []
  const before = device.knowledge
  if (order.join() === before.stated.join()) return
  const draft = device.catalog.draft()
  const write = beginStagedWrite(device.storage)
  device.knowledge = believe(before, order)
  try {
    await rollUpDirty(device, draft, write, sharedTotals(device.catalog))
    const counted = await device.boxes.sealJson('index', key, { order })
    await finishDraft(device, draft, { write, changes: [counted], durability: 'strict' })
  } catch (cause) {
    device.knowledge = before
    await write.abandon()
    throw cause
  }
  device.changed('data')
}

function sharedTotals(catalog: Catalog): DirtyDays {
  const dirty = makeDirtyDays()
  for (const { blocks, metric: metricId } of catalog.metrics()) {
    const isShared = new Set(blocks.map(({ source }) => source)).size > 1
    if (metric(metricId).day !== 'sum' || !isShared) continue
    for (const block of blocks) addDirtyBlock(dirty, metricId, block)
  }
  return dirty
}
