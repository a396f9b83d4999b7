/** One import from the file to its end, with a checkpoint whenever everything that was read is sealed. */
import type { SourceId, SourceIdentity } from '@nornos/health-model'
import {
  type BlockConsumer,
  createBlockCollector,
  type ImportFailure,
  type ImportReport,
  importFile,
  toldAt,
} from '@nornos/importers'
import type { Result } from '@nornos/std'
import { sourceIdOf } from '../objects/source-ids.ts'
import type { OpenDevice } from '../open-device.ts'
import type { StorageChange } from '../storage/device-storage.ts'
import { importBlocks } from './block-import.ts'
import { importDocuments } from './document-import.ts'
import { finishImport } from './finish-import.ts'
import { type ImportPlace, noCheckpoint, writeCheckpoint } from './import-checkpoint.ts'
import type { ImportProgressReport } from './import-progress.ts'
import { beginImportRun, type ImportRun } from './import-run.ts'
import { createRawKeeper } from './raw-import.ts'
import { importRecords } from './record-import.ts'
import { createSkippingSink, nothingSeenYet, type SkippingSink } from './skipping-sink.ts'

export interface ImportJob {
  readonly file: File
  /** See file-identity.ts. */
  readonly identity: string
  readonly progress: ImportProgressReport
  /** Where an earlier attempt stopped. */
  readonly from: ImportPlace | null
  /** The person does not want it. */
  readonly cancelled: AbortSignal
}

/** A checkpoint names every object that it changes: so many samples for each, and it costs little of the whole. */
const samplesForEachObject = 40

/** Answers with the documents that still have to go to the vault by themselves. `alsoAtEnd` is written together with the import when it is whole. */
export async function runImport(
  device: OpenDevice,
  job: ImportJob,
  alsoAtEnd: () => Promise<readonly StorageChange[]>,
): Promise<readonly File[]> {
  const { cancelled, from, progress } = job
  const ending = AbortSignal.any([cancelled, device.signal])
  const tick = () => {
    ending.throwIfAborted()
    progress.tick()
  }
  const run = beginImportRun(device, tick, from ?? undefined)
  const knownTo = knownToOf(run, from)
  try {
    const imported = await readFile(run, job, { knownTo, ending })
    if (!imported.ok) {
      await undo(run)
      progress.refuse(imported.error)
      return []
    }
    progress.sealing()
    await finishImport(run, await alsoAtEnd())
    progress.done(imported.value, { ...run, newSince: newSince(run, knownTo) })
    return run.large
  } catch (cause) {
    // What was locked away in the middle goes on from its checkpoint.
    if (!device.signal.aborted || cancelled.aborted) await undo(run)
    throw cause
  }
}

async function undo({ device, write }: ImportRun): Promise<void> {
  await device.storage.write([noCheckpoint], 'strict')
  await write.abandon()
}

async function readFile(
  run: ImportRun,
  job: ImportJob,
  { knownTo, ending }: { readonly knownTo: KnownTo; readonly ending: AbortSignal },
): Promise<Result<ImportReport, ImportFailure>> {
  const { file, from, progress } = job
  const keepPlace = createPlaceKeeper(run, job, knownTo)
  const consumer: BlockConsumer = {
    device: run.device.session.file.deviceId,
    // Nobody tells what is yet to come: a wrong clock must not win for ever.
    told: Math.min(await toldAt(file), run.device.clock.now().getTime()),
    sourceId: sourceNamer(run),
    blocks: (blocks) => {
      progress.drew(blocks)
      return importBlocks(run, blocks)
    },
    records: (records) => importRecords(run, records),
    raw: createRawKeeper(run),
    documents: (documents) => importDocuments(run, file, documents),
    handedOver: () => keepPlace(sink),
  }
  const collector = createBlockCollector(consumer, run.device.heldSamplesMax)
  const sink = createSkippingSink(collector, from?.seen ?? nothingSeenYet)
  const { zones: zone } = run.device.knowledge
  const imported = await importFile(file, sink, { signal: ending, onProgress: progress.read, zone })
  if (imported.ok) await collector.finish()
  ending.throwIfAborted()
  return imported
}

/** Writes a checkpoint when enough came since the last one. */
function createPlaceKeeper(
  run: ImportRun,
  job: ImportJob,
  knownTo: KnownTo,
): (sink: SkippingSink) => Promise<void> {
  let next = 0
  return async (sink) => {
    const seen = sink.seen()
    if (seen.samples < next) return
    const { bytesRead, bytesTotal, fileName, importId, startedAt } = job.progress.state()
    const { identity } = job
    const { added, queue, refused } = run
    const named = { importId, fileName, identity, startedAt, bytesRead, bytesTotal }
    await writeCheckpoint(run, { ...named, seen, added, refused, knownTo: [...knownTo] })
    next = seen.samples + samplesForEachObject * queue.size
  }
}

/** Until when each source reached before this import, milliseconds since 1970. */
type KnownTo = ReadonlyMap<SourceId, number>

function knownToOf({ device }: ImportRun, from: ImportPlace | null): KnownTo {
  if (from !== null) return new Map(from.knownTo)
  const reached = new Map<SourceId, number>()
  for (const { blocks } of device.catalog.metrics()) {
    for (const { source, to } of blocks) reached.set(source, Math.max(to, reached.get(source) ?? to))
  }
  return reached
}

/** Null when none of the file's sources was there before, and when what is new is older than what was there. */
function newSince({ addedTo, sources }: ImportRun, knownTo: KnownTo): number | null {
  const reached = Math.max(...[...sources.keys()].map((id) => knownTo.get(id) ?? Number.NEGATIVE_INFINITY))
  return Number.isFinite(reached) && addedTo > reached ? reached : null
}

function sourceNamer({ sources }: ImportRun): (identity: SourceIdentity) => Promise<SourceId> {
  const known = new Map<SourceIdentity, SourceId>()
  return async (identity) => {
    const before = known.get(identity)
    if (before !== undefined) return before
    const id = await sourceIdOf(identity)
    known.set(identity, id)
    sources.set(id, identity)
    return id
  }
}
