/** What screens ask about what the person writes down by hand. Read next: save-entry.ts, specs/entry.md. */
import {
  Entry,
  type EntryId,
  type EntryKind,
  instantToMilliseconds,
  type ZoneHistory,
} from '@nornos/health-model'
import { err, ok, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { StorageFullError } from '../storage/device-storage.ts'
import type { VaultHolder } from '../vault/vault-holder.ts'
import { readAllEntries } from './read-all-entries.ts'
import { saveEntry } from './save-entry.ts'

export interface EntriesQuery {
  /** Empty: every kind. */
  readonly kinds: readonly EntryKind[]
  /** Milliseconds since 1970; `to` is not included. */
  readonly from: number
  readonly to: number
  /** At most 500. */
  readonly limit: number
  readonly offset: number
}

export interface EntriesPage {
  /** The newest first. */
  readonly entries: readonly Entry[]
  readonly total: number
}

/** A locked device throws LockedError when it is asked, and answers `VaultLocked` when it should write. */
export interface Entries {
  /** Adds an entry, or corrects the one with this id. */
  saveEntry(entry: Entry): Promise<Result<undefined, DeviceProblem>>
  deleteEntry(entryId: EntryId): Promise<Result<undefined, DeviceProblem>>
  entries(query: EntriesQuery): Promise<EntriesPage>
  /** Where the person was when: what devices noticed, with the person's own word over it. */
  zones(): Promise<ZoneHistory>
}

const pageMax = 500

export function createEntries({ current, opened }: VaultHolder): Entries {
  async function write(entryId: EntryId, entry: Entry | null): Promise<Result<undefined, DeviceProblem>> {
    const unlocked = current()
    if (unlocked === null) return err({ type: 'VaultLocked' })
    try {
      await saveEntry(unlocked.device, entryId, entry)
      return ok(undefined)
    } catch (cause) {
      if (cause instanceof StorageFullError) return err({ type: 'DeviceFull' })
      throw cause
    }
  }

  return {
    saveEntry: async (entry) => {
      const read = Entry.parse(entry)
      return write(read.entryId, read)
    },
    deleteEntry: (entryId) => write(entryId, null),
    entries: async (query) => readEntries(opened().device, query),
    zones: async () => opened().device.knowledge.zones,
  }
}

async function readEntries(device: OpenDevice, query: EntriesQuery): Promise<EntriesPage> {
  const found = (await readAllEntries(device))
    .map((entry) => ({ entry, at: instantToMilliseconds(entry.at) }))
    .filter(({ at, entry }) => {
      const isAsked = query.kinds.length === 0 || query.kinds.includes(entry.content.kind)
      return isAsked && at >= query.from && at < query.to
    })
    .sort((left, right) => right.at - left.at || (left.entry.entryId < right.entry.entryId ? -1 : 1))
    .map(({ entry }) => entry)
  const end = query.offset + Math.min(query.limit, pageMax)
  return { entries: found.slice(query.offset, end), total: found.length }
}
