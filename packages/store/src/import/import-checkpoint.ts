/**
 * How far an import has come, written down while it runs: a tab that is closed in the middle of a large file loses
 * at most what came after the last checkpoint. What a checkpoint names counts from the next unlock on, and choosing the
 * same file again goes on behind it. Read next: continue-import.ts.
 */
import { Instant, MetricId, SourceId, SourceIdentity } from '@nornos/health-model'
import * as z from 'zod/mini'
import { MetricEntry, NoteEntry } from '../objects/catalog.ts'
import type { LocalBoxes } from '../objects/local-boxes.ts'
import { OutboxEntry } from '../objects/outbox.ts'
import { StagedPosition } from '../objects/staged-write.ts'
import type { StorageChange } from '../storage/device-storage.ts'
import type { ImportRun } from './import-run.ts'
import { ItemsSeen } from './skipping-sink.ts'

/** What tells an interrupted import from others, and where it stopped. */
export const ImportPlace = z.strictObject({
  importId: z.string(),
  fileName: z.string(),
  /** See file-identity.ts. */
  identity: z.string(),
  startedAt: Instant,
  bytesRead: z.number(),
  bytesTotal: z.number(),
  seen: ItemsSeen,
  added: z.int(),
  refused: z.int(),
  /** Until when the file's sources reached before the import, milliseconds since 1970. */
  knownTo: z.array(z.tuple([SourceId, z.number()])),
})
export type ImportPlace = z.infer<typeof ImportPlace>

const ImportCheckpoint = z.strictObject({
  place: ImportPlace,
  staged: StagedPosition,
  metrics: z.array(MetricEntry),
  notes: z.array(NoteEntry),
  queue: z.array(OutboxEntry),
  settle: z.array(OutboxEntry),
  dirty: z.array(z.tuple([MetricId, z.array(z.int())])),
  sources: z.array(z.tuple([SourceId, SourceIdentity])),
})
export type ImportCheckpoint = z.infer<typeof ImportCheckpoint>

const key = 'import-checkpoint'

export function readCheckpoint(boxes: LocalBoxes): Promise<ImportCheckpoint | null> {
  return boxes.openJson('meta', key, ImportCheckpoint)
}

export const noCheckpoint: StorageChange = { table: 'meta', key, value: null }

/** To be called when everything that `place` says was seen is written. */
export async function writeCheckpoint(run: ImportRun, place: ImportPlace): Promise<void> {
  const { device, dirty, draft, queue, settle, sources, write } = run
  await write.keep((staged) => {
    const { metrics, notes } = draft.changed()
    const checkpoint: ImportCheckpoint = {
      place,
      staged,
      metrics: [...metrics],
      notes: [...notes],
      queue: [...queue.values()],
      settle: [...settle],
      dirty: [...dirty].map(([metric, months]) => [metric, [...months]]),
      sources: [...sources],
    }
    return device.boxes.sealJson('meta', key, checkpoint)
  })
}
