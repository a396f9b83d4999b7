/** A mutable record as it lies in the vault: `specs/mutable-record.md` §2. Read next: merge-mutable.ts. */
import { DeviceId } from '@nornos/health-model'
import { assert, type Bytes, canonicalJson, fromUtf8, type Json, utf8 } from '@nornos/std'
import * as z from 'zod/mini'
import { compareMoments, compareWrites, type Moment } from './stamp.ts'

const bytesMax = 1024 * 1024
const whole = z.int().check(z.minimum(0))
const MomentShape = z.tuple([whole, whole])
const FieldName = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/))

/** Any JSON value; its text is bounded with that of the record. */
const Value = z.json()
const writeShape = { at: MomentShape, device: DeviceId, value: Value }

export const MutableRecord = z.strictObject({
  mutable: z.literal(1),
  topic: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/)),
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  fields: z.record(FieldName, z.strictObject(writeShape)).check(z.refine((all) => sizeOf(all) <= 100)),
  siblings: z.array(z.strictObject({ field: FieldName, ...writeShape })).check(z.maxLength(1_000)),
  seen: z.record(z.guid(), MomentShape).check(z.refine((all) => sizeOf(all) <= 1_000)),
})

export interface FieldValue {
  readonly at: Moment
  readonly device: DeviceId
  readonly value: Json
}

export interface FieldWrite extends FieldValue {
  readonly field: string
}

/** For each device the latest moment whose effect is in a copy. */
export type Seen = Readonly<Record<string, Moment>>

export interface MutableRecord {
  readonly mutable: 1
  readonly topic: string
  readonly id: string
  readonly fields: Readonly<Record<string, FieldValue>>
  readonly siblings: readonly FieldWrite[]
  readonly seen: Seen
}

export function emptyMutable(topic: string, id: string): MutableRecord {
  return { mutable: 1, topic, id, fields: {}, siblings: [], seen: {} }
}

/** Throws where the record breaks a limit of its own format: what readers would refuse is never written. */
export function encodeMutable(record: MutableRecord): Bytes {
  const bytes = utf8(canonicalMutable(record))
  assert(parseMutable(bytes) !== null, 'a mutable record keeps to its limits')
  return bytes
}

/** The one spelling of a record. */
export function canonicalMutable({ fields, seen, siblings, ...names }: MutableRecord): string {
  const written = Object.entries(fields).map(([field, { at, device, value }]) => [
    field,
    { at, device, value },
  ])
  return canonicalJson({
    ...names,
    fields: Object.fromEntries(written),
    siblings: siblings.map(({ at, device, field, value }) => ({ at, device, field, value })),
    seen: { ...seen },
  })
}

/** Null for bytes that are not exactly a mutable record. */
export function parseMutable(bytes: Uint8Array): MutableRecord | null {
  if (bytes.length > bytesMax) return null
  const text = fromUtf8(bytes)
  if (text === null) return null
  const record = MutableRecord.safeParse(jsonOf(text))
  if (!record.success || !isOrderly(record.data)) return null
  return isCanonical(record.data, text) ? record.data : null
}

/** Whether this JSON claims to be a mutable record of whatever version. */
export function isMutableJson(json: Json): boolean {
  return typeof json === 'object' && json !== null && 'mutable' in json
}

/** All writes of a copy, also those that lost. */
export function writesOf({ fields, siblings }: MutableRecord): readonly FieldWrite[] {
  const current = Object.entries(fields).map(([field, write]) => ({ field, ...write }))
  return [...current, ...siblings]
}

export function hasSeen(seen: Seen, { at, device }: Pick<FieldValue, 'at' | 'device'>): boolean {
  const known = Object.hasOwn(seen, device) ? seen[device] : undefined
  return known !== undefined && compareMoments(known, at) >= 0
}

function isOrderly(record: MutableRecord): boolean {
  const { fields, seen, siblings } = record
  if (!writesOf(record).every((write) => hasSeen(seen, write))) return false
  return siblings.every((sibling, index) => {
    const current = Object.hasOwn(fields, sibling.field) ? fields[sibling.field] : undefined
    if (current === undefined || compareWrites(sibling, { ...current, field: sibling.field }) >= 0)
      return false
    const before = siblings[index - 1]
    return before === undefined || compareWrites(before, sibling) < 0
  })
}

function isCanonical(record: MutableRecord, text: string): boolean {
  try {
    return canonicalMutable(record) === text
  } catch (cause) {
    if (cause instanceof RangeError) return false
    throw cause
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function sizeOf(members: object): number {
  return Object.keys(members).length
}
