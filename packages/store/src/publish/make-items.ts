/** Makes the items of one unit: exactly what the cuts let through, and nothing that its reader would not believe. */

import { itemBytesMax } from '@nornos/contracts'
import {
  addSample,
  type Block,
  blockIdentity,
  blocksOfColumns,
  type CanonicalSample,
  canonicalSamples,
  checkValue,
  cutBlock,
  DAY_MILLISECONDS,
  DeviceId,
  encodeBlock,
  type HealthRecord,
  type ItemKind,
  idBytes,
  isSince,
  makeColumns,
  metric,
  type RollUpItem,
  rollUp,
  rollUpIdentity,
  rollUpItems,
  type SourceId,
  samplesOfBlock,
} from '@nornos/health-model'
import { assert, type Bytes, present, utf8 } from '@nornos/std'
import { streamsOf, unite } from '../objects/block-streams.ts'
import { readRecord } from '../objects/object-reader.ts'
import type { OpenDevice } from '../open-device.ts'
import { mergedWorkouts } from '../query/merged-workouts.ts'
import { readerOf } from '../query/read-samples.ts'
import { rosterOf } from '../vault/session.ts'
import type { PublishUnit } from './publish-plan.ts'

export interface ItemDraft {
  readonly kind: ItemKind
  /** What names it, before the vault's name key. */
  readonly identity: Bytes
  readonly month: string | null
  readonly payload: Bytes
}

export async function makeItems(device: OpenDevice, unit: PublishUnit): Promise<readonly ItemDraft[]> {
  if (unit.form === 'record') return recordItems(device, unit)
  const blocks: Block[] = []
  for (const entry of unit.blocks) {
    blocks.push(await device.cache.read(device.session.vault, readerOf(device), entry))
  }
  const latest = device.clock.now().getTime() + DAY_MILLISECONDS
  const streams = new Map(
    [...streamsOf(blocks)].map(([source, own]) => [
      source,
      own.flatMap((block) => believable(block, latest)),
    ]),
  )
  return unit.form === 'block' ? blockItems(device, unit, streams) : rollUpUnit(device, unit, streams)
}

type Streams = ReadonlyMap<SourceId, readonly Block[]>

/** A value that no body has would have the whole block refused. */
function believable(block: Block, latest: number): readonly Block[] {
  const { metric: id, source, device, span } = block.key
  const isClean =
    (block.starts.at(-1) ?? 0) <= latest && block.values.every((value) => checkValue(id, value).ok)
  if (isClean) return [block]
  const columns = makeColumns(id, source)
  for (const [index, sample] of [...samplesOfBlock(block)].entries()) {
    const { start, end, value, unit, zone } = sample
    if (start > latest || !checkValue(id, block.values[index] ?? 0).ok) continue
    assert(addSample(columns, start, end, value, unit, zone).ok, 'a sample of a block is a sample')
  }
  return blocksOfColumns(columns, device, span)
}

/**
 * Months of each source as one stream, whichever devices wrote them. The key names the first device of the roster, so
 * that every device of the patient makes the same items.
 */
async function blockItems(device: OpenDevice, unit: PublishUnit, streams: Streams): Promise<ItemDraft[]> {
  const writer = firstDevice(device)
  const items: ItemDraft[] = []
  for (const blocks of streams.values()) {
    if (blocks.length === 0) continue
    const named = blocks.map((block) => ({ ...block, key: { ...block.key, device: writer } }))
    for (const block of unite(named)) {
      const cut = cutBlock(block, unit.cuts)
      if (cut !== null) items.push(...(await itemsOfBlock(cut)))
    }
  }
  return items
}

async function itemsOfBlock(block: Block): Promise<readonly ItemDraft[]> {
  const payload = await encodeBlock(block)
  if (payload.length <= itemBytesMax) {
    const month = new Date(block.key.day * DAY_MILLISECONDS).toISOString().slice(0, 7)
    return [{ kind: 'block', identity: blockIdentity(block.key), month, payload }]
  }
  const columns = makeColumns(block.key.metric, block.key.source)
  for (const { start, end, value, unit, zone } of samplesOfBlock(block)) {
    assert(addSample(columns, start, end, value, unit, zone).ok, 'a sample of a block is a sample')
  }
  // A month is in parts already; a day of one of them is far below the limit.
  const days = blocksOfColumns(columns, block.key.device, 'day').map((day) => ({
    ...day,
    key: { ...day.key, part: day.key.part + block.key.part },
  }))
  return (await Promise.all(days.map(itemsOfBlock))).flat()
}

function firstDevice({ session }: OpenDevice): DeviceId {
  return DeviceId.parse(present(rosterOf(session).devices[0], 'a roster lists a device').id)
}

function rollUpUnit(device: OpenDevice, unit: PublishUnit, streams: Streams): ItemDraft[] {
  const isMerged = metric(unit.metric).day === 'sum'
  const groups: (readonly [SourceId | null, Iterable<Block>])[] = isMerged
    ? [[null, [...streams.values()].flat()]]
    : [...streams]
  return groups.flatMap(([source, blocks]) => rollUpSource(device, unit, source, blocks))
}

function rollUpSource(
  { knowledge }: OpenDevice,
  unit: PublishUnit,
  source: SourceId | null,
  blocks: Iterable<Block>,
): ItemDraft[] {
  const { cuts, form, metric: id } = unit
  if (form === 'block' || form === 'record') return []
  const samples: CanonicalSample[] = []
  for (const sample of canonicalSamples(blocks)) {
    if (cuts.some((cut) => isSince(cut, sample.start))) samples.push(sample)
  }
  const { rows } = rollUp(id, samples, form, knowledge.findZone, knowledge.sourceOrder)
  if (rows.length === 0) return []
  return rollUpItems(id, source, form, rows)
    .filter((item) => item.period === periodText(unit))
    .map(itemOfRollUp)
}

function periodText({ form, period }: PublishUnit): string {
  if (form === 'month') return String(1970 + period)
  return new Date(Date.UTC(1970, period, 1)).toISOString().slice(0, 7)
}

function itemOfRollUp(item: RollUpItem): ItemDraft {
  return {
    kind: 'rollup',
    identity: rollUpIdentity(item),
    month: item.span === 'month' ? null : item.period,
    payload: utf8(JSON.stringify(item)),
  }
}

async function recordItems(device: OpenDevice, unit: PublishUnit): Promise<ItemDraft[]> {
  const items: ItemDraft[] = []
  for (const record of await recordsOf(device, unit)) {
    const payload = utf8(JSON.stringify(record))
    // Very long routes do not fit into an item.
    if (payload.length > itemBytesMax) continue
    const month = record.start?.slice(0, 7) ?? null
    items.push({ kind: 'record', identity: idBytes(record.recordId), month, payload })
  }
  return items
}

/** A workout that several sources recorded goes out once, as the person themselves sees it. */
async function recordsOf(device: OpenDevice, { metric: id, records }: PublishUnit) {
  const all: HealthRecord[] = []
  for (const entry of records) all.push(await readRecord(device.session.vault, readerOf(device), entry))
  if (id !== 'workout_session') return all
  return (await mergedWorkouts(device.knowledge, all)).map(({ kept }) => kept.record)
}
