/** Past imports of this device, kept for the list that the person sees. */
import { Instant } from '@nornos/health-model'
import * as z from 'zod/mini'
import type { ImportState } from '../import-state.ts'
import type { LocalBoxes } from '../objects/local-boxes.ts'
import type { OpenDevice } from '../open-device.ts'
import type { StorageChange } from '../storage/device-storage.ts'

const Counts = z.strictObject({ added: z.int(), known: z.int(), skipped: z.int(), unknown: z.int() })
const ByType = z.record(z.string(), z.int())

const Problem = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('FileNotRecognised') }),
  z.strictObject({ type: z.literal('FileEmpty') }),
  z.strictObject({ type: z.literal('FileTruncated'), kept: Counts }),
  z.strictObject({
    type: z.literal('ArchiveRefused'),
    reason: z.enum(['too_large', 'too_many_entries', 'ratio', 'nested']),
  }),
  z.strictObject({ type: z.literal('FileUnreadable') }),
  z.strictObject({ type: z.literal('TooManyFiles'), filesMax: z.int() }),
  z.strictObject({ type: z.literal('DeviceFull') }),
])

const Import = z.strictObject({
  importId: z.string(),
  fileName: z.string(),
  source: z.string(),
  senderId: z._default(z.nullable(z.string()), null),
  startedAt: Instant,
  step: z.enum(['waiting', 'reading', 'sealing', 'sending', 'done', 'cancelled', 'failed', 'interrupted']),
  bytesRead: z.number(),
  bytesTotal: z.number(),
  readings: z.int(),
  secondsLeft: z.nullable(z.number()),
  /** What is over has none. */
  preview: z._default(z.null(), null),
  counts: Counts,
  newSince: z._default(z.nullable(Instant), null),
  skippedPlaces: z.array(z.strictObject({ reason: z.string(), place: z.string(), detail: z.string() })),
  readByType: ByType,
  unknownByType: ByType,
  notKeptByType: z._default(ByType, {}),
  filesApart: z._default(z.int(), 0),
  documents: z._default(z.array(z.strictObject({ sha256: z.string(), proposals: z.int() })), []),
  problem: z.nullable(Problem),
})

const key = 'imports'
const importsMax = 200

export async function readImportLog(boxes: LocalBoxes): Promise<readonly ImportState[]> {
  return (await boxes.openJson('index', key, z.array(Import))) ?? []
}

export async function writeImportLog(device: OpenDevice, imports: readonly ImportState[]): Promise<void> {
  await device.storage.write([await importLogChange(device.boxes, imports)], 'strict')
}

export function importLogChange(boxes: LocalBoxes, imports: readonly ImportState[]): Promise<StorageChange> {
  return boxes.sealJson('index', key, imports.slice(0, importsMax))
}
