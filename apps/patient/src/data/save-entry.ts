'use client'
import { type Entry, type EntryContent, EntryId, Instant, ZoneName } from '@nornos/health-model'
import { useQueryClient } from '@tanstack/react-query'
import { readingsKey } from '#src/data/readings-key.ts'
import { device } from '#src/keys/device.ts'

export interface NewEntry {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly zone: string
  readonly content: EntryContent
}

/** Keeps a new entry, and rejects when the device could not. */
export function useNewEntry(): (entry: NewEntry) => Promise<Entry> {
  const queries = useQueryClient()
  return async ({ at, content, zone }) => {
    const entry: Entry = {
      entryId: EntryId.parse(crypto.randomUUID()),
      at: Instant.parse(new Date(at).toISOString().replace('.000Z', 'Z')),
      zone: ZoneName.parse(zone),
      content,
    }
    const saved = await (await device()).saveEntry(entry)
    if (!saved.ok) throw new Error(saved.error.type)
    await queries.invalidateQueries({ queryKey: [readingsKey] })
    return entry
  }
}

/** Takes an entry back, and rejects when the device could not. */
export function useTakeBack(): (entryId: EntryId) => Promise<void> {
  const queries = useQueryClient()
  return async (entryId) => {
    const deleted = await (await device()).deleteEntry(entryId)
    if (!deleted.ok) throw new Error(deleted.error.type)
    await queries.invalidateQueries({ queryKey: [readingsKey] })
  }
}
