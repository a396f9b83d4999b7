/** What is known about the data: sources, where the person lived, and which source is believed first. */

import type { Vault } from '@nornos/crypto/vault-open'
import {
  type EntryState,
  instantToMilliseconds,
  manualSource,
  paintStays,
  type SourceId,
  type SourceIdentity,
  type Stay,
  type ZoneFinder,
  ZoneHistory,
  zoneFinder,
} from '@nornos/health-model'
import { readEntryState } from '../entries/entry-notes.ts'
import type { NoteEntry } from './catalog.ts'
import { parseJson, type ReadBytes, readPayload } from './object-reader.ts'
import { manualSourceId } from './source-ids.ts'
import { VaultNote, type ZonesNote } from './vault-note.ts'

export interface Knowledge {
  readonly sources: ReadonlyMap<SourceId, SourceIdentity>
  /** What the person said about it; empty where they did not. */
  readonly stated: readonly SourceId[]
  /** The best one first. */
  readonly sourceOrder: readonly SourceId[]
  /** What devices noticed, with the person's own word over it. */
  readonly zones: ZoneHistory
  /** What devices noticed alone. */
  readonly noticedZones: ZoneHistory
  readonly findZone: ZoneFinder
}

export async function readKnowledge(
  vault: Vault,
  read: ReadBytes,
  notes: readonly NoteEntry[],
  stated: readonly SourceId[],
): Promise<Knowledge> {
  const sources = new Map<SourceId, SourceIdentity>()
  const zones: ZonesNote['zones'] = []
  for (const entry of notes) {
    if (entry.note !== 'sources' && entry.note !== 'zones') continue
    const note = VaultNote.parse(parseJson(await readPayload(vault, read, entry.table, entry)))
    if (note.note === 'zones') zones.push(...note.zones)
    else if (note.note === 'sources') for (const { id, identity } of note.sources) sources.set(id, identity)
  }
  sources.set(await manualSourceId(), manualSource)
  const noticedZones = historyOf(zones)
  const state = await readEntryState(vault, read, notes)
  const history = paintStays(noticedZones, staysOf(state))
  const findZone = zoneFinder(history)
  return believe({ sources, stated, sourceOrder: [], zones: history, noticedZones, findZone }, stated)
}

/** The same, with sources believed in the order that the person states. */
export function believe(knowledge: Knowledge, stated: readonly SourceId[]): Knowledge {
  const named = stated.filter((source) => knowledge.sources.has(source))
  const others = orderOf(knowledge.sources).filter((source) => !named.includes(source))
  return { ...knowledge, stated, sourceOrder: [...named, ...others] }
}

/** In the order in which the person said so. */
function staysOf(state: EntryState): readonly Stay[] {
  return [...state.values()]
    .sort((left, right) => left.stamp - right.stamp || (left.device < right.device ? -1 : 1))
    .flatMap(({ entry }) => {
      if (entry?.content.kind !== 'stay') return []
      const { until } = entry.content
      const end = until === null ? null : instantToMilliseconds(until)
      return [{ from: instantToMilliseconds(entry.at), until: end, zone: entry.zone }]
    })
}

/** All devices' notes in one history. At the same moment the zone that comes first by name holds, on every device. */
function historyOf(zones: ZonesNote['zones']): ZoneHistory {
  const byMoment = new Map<string, ZonesNote['zones'][number]>()
  for (const one of zones.toSorted((left, right) => (left.zone < right.zone ? 1 : -1))) {
    byMoment.set(one.from ?? '', one)
  }
  const ascending = [...byMoment.values()].sort((left, right) => momentOf(left.from) - momentOf(right.from))
  return ZoneHistory.parse(ascending)
}

function momentOf(from: string | null): number {
  return from === null ? Number.NEGATIVE_INFINITY : Date.parse(from)
}

/** Worn devices before phones, phones before what was typed in or has no model; among equals by id. */
function orderOf(sources: ReadonlyMap<SourceId, SourceIdentity>): readonly SourceId[] {
  return [...sources]
    .map(([id, identity]) => ({ id, rank: rankOf(identity) }))
    .sort((left, right) => left.rank - right.rank || (left.id < right.id ? -1 : 1))
    .map(({ id }) => id)
}

/** By the device itself; by the name of the app only where that says nothing: a maker's app also runs on phones. */
function rankOf({ hardware, model, name }: SourceIdentity): number {
  for (const text of [`${model} ${hardware}`, name]) {
    if (/watch|ring|band|strap|forerunner|fenix|whoop|oura|fitbit/i.test(text)) return 0
    if (/phone|pixel|galaxy/i.test(text)) return 1
  }
  return 2
}
