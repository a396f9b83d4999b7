/**
 * What the vault holds about the data besides the data: which sources there are, where the person lived, what an
 * importer kept as written, what the person wrote down by hand. Each device writes notes of its own, so that two devices never contradict each other;
 * whoever reads takes all of them together. Consent receipts are objects of their own kind.
 */
import { DeviceId, EntryChange, Instant, SourceId, SourceIdentity, ZoneName } from '@nornos/health-model'
import * as z from 'zod/mini'
import { DocumentNote } from '../files/document-note.ts'
import { FileMark } from '../files/file-mark.ts'

export const VaultNote = z.discriminatedUnion('note', [
  z.strictObject({
    note: z.literal('sources'),
    device: DeviceId,
    sources: z.array(z.strictObject({ id: SourceId, identity: SourceIdentity })).check(z.maxLength(10_000)),
  }),
  z.strictObject({
    note: z.literal('zones'),
    device: DeviceId,
    /** From when on this device saw the person in a zone; null: since ever. */
    zones: z.array(z.strictObject({ from: z.nullable(Instant), zone: ZoneName })).check(z.maxLength(1_000)),
  }),
  z.strictObject({
    note: z.literal('raw'),
    device: DeviceId,
    /** As the file names it. */
    type: z.string().check(z.maxLength(200)),
    items: z.array(z.string()).check(z.maxLength(100_000)),
  }),
  z.strictObject({
    note: z.literal('entries'),
    device: DeviceId,
    part: z.int().check(z.minimum(0), z.maximum(100_000)),
    changes: z.array(EntryChange).check(z.maxLength(1_000)),
  }),
  /** About openers and devices; `specs/key-hierarchy.md` §10. */
  z.strictObject({
    note: z.literal('keys'),
    device: DeviceId,
    entries: z
      .array(
        z.strictObject({
          name: z.string().check(z.maxLength(100)),
          /** When it was set. */
          at: Instant,
          value: z.string().check(z.maxLength(1_000)),
        }),
      )
      .check(z.maxLength(2_000)),
  }),
  z.strictObject({
    note: z.literal('file-marks'),
    device: DeviceId,
    marks: z.array(FileMark).check(z.maxLength(100_000)),
  }),
  DocumentNote,
])
export type VaultNote = z.infer<typeof VaultNote>
export type SourcesNote = Extract<VaultNote, { note: 'sources' }>
export type ZonesNote = Extract<VaultNote, { note: 'zones' }>
export type KeysNote = Extract<VaultNote, { note: 'keys' }>
export type RawNote = Extract<VaultNote, { note: 'raw' }>
