/**
 * Takes blocks of an import in: finds what is there already, adds what is new, seals what changed. A closed month is
 * one object (in parts), the running month has one for each day; when its month has closed, days are folded into it.
 */
import { deriveBlockId } from '@nornos/crypto/vault-open'
import {
  addBlock,
  type Block,
  type BlockKey,
  type BlockSpan,
  blocksOfColumns,
  encodeBlock,
  firstDayOfMonth,
  makeColumns,
  numberToLocalDay,
  utcDay,
} from '@nornos/health-model'
import { addDirtyBlock } from '../days/dirty-days.ts'
import { blockEntry } from '../objects/block-entry.ts'
import type { BlockEntry } from '../objects/catalog.ts'
import { queueEntry, writeObject } from '../objects/object-writer.ts'
import { inParallel } from '../sync/in-parallel.ts'
import type { ImportRun } from './import-run.ts'
import { withoutSamples } from './without-samples.ts'

const periodsAtOnce = 4

type Period = Pick<BlockKey, 'metric' | 'source' | 'span' | 'day'>

/** `blocks` are days of one metric and source. */
export async function importBlocks(run: ImportRun, blocks: readonly Block[]): Promise<void> {
  const today = utcDay(run.device.clock.now().getTime())
  const byPeriod = Map.groupBy(blocks, ({ key }) => {
    const month = firstDayOfMonth(key.day)
    return month < firstDayOfMonth(today) ? month : key.day
  })
  await inParallel(byPeriod, periodsAtOnce, async ([day, incoming]) => {
    const [first] = incoming
    if (first === undefined) return
    const { metric, source } = first.key
    const span: BlockSpan = firstDayOfMonth(day) < firstDayOfMonth(today) ? 'month' : 'day'
    await importPeriod(run, { metric, source, span, day }, incoming)
    run.tick()
  })
}

async function importPeriod(run: ImportRun, asked: Period, incoming: readonly Block[]): Promise<void> {
  const { device, draft } = run
  const mine = device.session.file.deviceId
  const month = firstDayOfMonth(asked.day)
  const near = draft
    .metric(asked.metric)
    .blocks.filter((entry) => entry.source === asked.source && firstDayOfMonth(entry.day) === month)
  const isFolded = near.some((entry) => entry.device === mine && entry.span === 'month')
  const period: Period = isFolded ? { ...asked, span: 'month', day: month } : asked
  const inPeriod = near.filter(
    (entry) => period.span === 'month' || entry.span === 'month' || entry.day === period.day,
  )
  const own = inPeriod.filter((entry) => entry.device === mine)
  const ownBlocks = await readAll(run, own)
  const otherBlocks = await readAll(
    run,
    inPeriod.filter((entry) => entry.device !== mine),
  )
  const fresh = otherBlocks.length === 0 ? incoming : withoutSamples(incoming, otherBlocks)
  const merged = unite(run, period, [...ownBlocks, ...fresh])
  const added = countOf(merged) - countOf(ownBlocks)
  if (added > 0) {
    run.added += added
    for (const { starts } of fresh) run.addedTo = Math.max(run.addedTo, starts.at(-1) ?? run.addedTo)
  }
  await writeBlocks(run, period, { merged, own, ownBlocks })
}

async function readAll({ device, write }: ImportRun, entries: readonly BlockEntry[]): Promise<Block[]> {
  return Promise.all(entries.map((entry) => device.cache.read(device.session.vault, write.read, entry)))
}

function unite({ device }: ImportRun, { metric, source, span }: Period, blocks: readonly Block[]): Block[] {
  const columns = makeColumns(metric, source)
  for (const block of blocks) addBlock(columns, block)
  return blocksOfColumns(columns, device.session.file.deviceId, span)
}

interface Merge {
  readonly merged: readonly Block[]
  readonly own: readonly BlockEntry[]
  readonly ownBlocks: readonly Block[]
}

async function writeBlocks(run: ImportRun, period: Period, { merged, own, ownBlocks }: Merge): Promise<void> {
  const { device, draft, write } = run
  const kept = new Set<string>()
  const entries: BlockEntry[] = []
  for (const block of merged) {
    const objectId = await nameOf(run, block.key)
    kept.add(objectId)
    const before = own.findIndex((entry) => entry.objectId === objectId)
    const known = own[before]
    if (known !== undefined && isSameBlock(block, ownBlocks[before])) continue
    const written = await writeObject(device, write, 'blocks', {
      objectId,
      kind: 'block',
      payload: await encodeBlock(block),
    })
    if (known !== undefined) write.drop('blocks', known.blob)
    device.cache.keep(written.blob, block)
    const entry = blockEntry(written, block)
    entries.push(entry)
    addDirtyBlock(run.dirty, period.metric, entry)
    run.queue.set(objectId, queueEntry(device, 'blocks', written))
  }
  const folded = own.filter((entry) => !kept.has(entry.objectId))
  for (const entry of folded) forget(run, entry)
  const replaced = new Set([...entries, ...folded].map(({ objectId }) => objectId))
  draft.changeMetric(period.metric, (now) => ({
    ...now,
    blocks: [...now.blocks.filter((entry) => !replaced.has(entry.objectId)), ...entries],
  }))
}

/** Deletes a day that is part of its month now. What the vault never had needs no deletion there. */
function forget({ device, queue, settle, write }: ImportRun, { blob, objectId }: BlockEntry): void {
  write.drop('blocks', blob)
  const leaf = device.leaves.get(objectId)
  const queued = device.outbox.get(objectId)
  queue.delete(objectId)
  if (leaf !== null && leaf.size > 0) {
    const queuedAt = device.clock.now().getTime()
    queue.set(objectId, { objectId, version: leaf.version + 1, blob: null, queuedAt })
  } else if (queued !== null) settle.push(queued)
}

function nameOf({ device }: ImportRun, { metric, source, span, day, part }: BlockKey): Promise<string> {
  const { file, vault } = device.session
  const period = numberToLocalDay(day).slice(0, span === 'month' ? 7 : 10)
  return deriveBlockId(vault, { metric, sourceId: source, deviceId: file.deviceId, period, part })
}

function countOf(blocks: readonly Block[]): number {
  return blocks.reduce((count, block) => count + block.count, 0)
}

function isSameBlock(left: Block, right: Block | undefined): boolean {
  if (right === undefined || left.count !== right.count || left.key.span !== right.key.span) return false
  for (let index = 0; index < left.count; index++) {
    const isSame =
      left.starts[index] === right.starts[index] &&
      left.reported[index] === right.reported[index] &&
      (left.durations?.[index] ?? 0) === (right.durations?.[index] ?? 0)
    if (!isSame) return false
  }
  return JSON.stringify(left.contexts) === JSON.stringify(right.contexts)
}
