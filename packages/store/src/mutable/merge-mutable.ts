/** Changing and merging mutable records: `specs/mutable-record.md` §3 and §4. Pure. */
import type { DeviceId } from '@nornos/health-model'
import { assert, canonicalJson, type Json } from '@nornos/std'
import {
  canonicalMutable,
  type FieldValue,
  type FieldWrite,
  hasSeen,
  type MutableRecord,
  type Seen,
  writesOf,
} from './mutable-record.ts'
import { compareMoments, compareWrites, laterMoment, type Moment } from './stamp.ts'

export interface Stamp {
  readonly at: Moment
  readonly device: DeviceId
}

/** Values of fields; null says that a field has none. */
export type MutablePatch = Readonly<Record<string, Json>>

/** The copy after one change. What lost before stays beside. */
export function patchMutable(record: MutableRecord, patch: MutablePatch, stamp: Stamp): MutableRecord {
  const { at, device } = stamp
  const known = record.seen[device]
  assert(known === undefined || compareMoments(known, at) < 0, 'a stamp is later than what was seen')
  const written = Object.entries(patch).map(([field, value]) => [field, { at, device, value }] as const)
  return {
    ...record,
    fields: { ...record.fields, ...Object.fromEntries(written) },
    seen: { ...record.seen, [device]: at },
  }
}

/** The copy after a person chose the value of a field: what they did not choose goes. */
export function chooseMutable(
  record: MutableRecord,
  field: string,
  value: Json,
  stamp: Stamp,
): MutableRecord {
  const decided = { ...record, siblings: record.siblings.filter((sibling) => sibling.field !== field) }
  return patchMutable(decided, { [field]: value }, stamp)
}

/** Commutative, associative, idempotent. Both copies are of the same topic and id. */
export function mergeMutable(left: MutableRecord, right: MutableRecord): MutableRecord {
  assert(left.topic === right.topic && left.id === right.id, 'two copies of the same thing')
  const kept = [...survivors(left, right), ...survivors(right, left)].sort(compareWrites)
  const fields = new Map<string, FieldWrite>()
  const siblings: FieldWrite[] = []
  for (const write of kept) {
    const before = fields.get(write.field)
    // The same write comes from both sides.
    if (before !== undefined && compareWrites(before, write) === 0) continue
    if (before !== undefined) siblings.push(before)
    fields.set(write.field, write)
  }
  return {
    mutable: 1,
    topic: left.topic,
    id: left.id,
    fields: Object.fromEntries([...fields].map(([field, write]) => [field, fieldValueOf(write)])),
    siblings: siblings.sort(compareWrites),
    seen: mergeSeen(left.seen, right.seen),
  }
}

/** Fields that were changed on two devices to different values, which nobody has chosen from yet. */
export function contestedFields({ fields, siblings }: MutableRecord): readonly string[] {
  const contested = siblings.filter(({ field, value }) => {
    const current = fields[field]
    return current !== undefined && canonicalJson(current.value) !== canonicalJson(value)
  })
  return [...new Set(contested.map(({ field }) => field))]
}

/** Whether `seen` has every write of this copy. */
export function isWhollySeen(record: MutableRecord, seen: Seen): boolean {
  return writesOf(record).every((write) => hasSeen(seen, write))
}

export function isSameMutable(left: MutableRecord, right: MutableRecord): boolean {
  return canonicalMutable(left) === canonicalMutable(right)
}

function survivors(mine: MutableRecord, theirs: MutableRecord): readonly FieldWrite[] {
  const known = writesOf(theirs)
  return writesOf(mine).filter(
    (write) => !hasSeen(theirs.seen, write) || known.some((other) => compareWrites(write, other) === 0),
  )
}

function mergeSeen(left: Seen, right: Seen): Seen {
  const merged = new Map(Object.entries(left))
  for (const [device, moment] of Object.entries(right)) {
    const known = merged.get(device)
    merged.set(device, known === undefined ? moment : laterMoment(known, moment))
  }
  return Object.fromEntries(merged)
}

function fieldValueOf({ at, device, value }: FieldWrite): FieldValue {
  return { at, device, value }
}
