/** One running import: what it has gathered so far. Nothing of it counts before it is finished. */
import type { SourceId, SourceIdentity } from '@nornos/health-model'
import { type DirtyDays, makeDirtyDays } from '../days/dirty-days.ts'
import type { KeptDocument } from '../import-state.ts'
import type { CatalogDraft } from '../objects/catalog.ts'
import type { OutboxEntry } from '../objects/outbox.ts'
import { beginStagedWrite, type StagedWrite } from '../objects/staged-write.ts'
import type { OpenDevice } from '../open-device.ts'

export interface ImportRun {
  readonly device: OpenDevice
  readonly draft: CatalogDraft
  readonly write: StagedWrite
  readonly dirty: DirtyDays
  /** By object: the last one counts. */
  readonly queue: Map<string, OutboxEntry>
  readonly settle: OutboxEntry[]
  readonly sources: Map<SourceId, SourceIdentity>
  /** Files that this import keeps: object id by SHA-256, hex. */
  readonly keptFiles: Map<string, string>
  readonly documents: KeptDocument[]
  /** Documents that are too large to wait here: they go to the vault by themselves, once the import counts. */
  readonly large: File[]
  /** Samples and records that were not there before. */
  added: number
  /** When the newest sample that was not there before begins, milliseconds since 1970. */
  addedTo: number
  /** Records that were left out because they break the rules of their kind. */
  refused: number
  /** Says that it goes on. */
  readonly tick: () => void
}

/** What an earlier part of the same import has counted already. */
export type CountedBefore = Pick<ImportRun, 'added' | 'refused'>

export function beginImportRun(
  device: OpenDevice,
  tick: () => void,
  { added, refused }: CountedBefore = { added: 0, refused: 0 },
): ImportRun {
  return {
    device,
    draft: device.catalog.draft(),
    write: beginStagedWrite(device.storage),
    dirty: makeDirtyDays(),
    queue: new Map(),
    settle: [],
    sources: new Map(),
    keptFiles: new Map(),
    documents: [],
    large: [],
    added,
    addedTo: Number.NEGATIVE_INFINITY,
    refused,
    tick,
  }
}
