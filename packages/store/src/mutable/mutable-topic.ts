/**
 * Kinds of mutable things. Each area declares its own: a name and the shape of each field. Fields stand alone, because
 * they are merged alone: a rule that spans two of them would not survive a merge.
 */
import { type Json, present } from '@nornos/std'
import * as z from 'zod/mini'
import type { MutablePatch, Stamp } from './merge-mutable.ts'
import type { MutableRecord } from './mutable-record.ts'

export type FieldShapes = Readonly<Record<string, z.ZodMiniType<NonNullable<Json>>>>

export interface MutableTopic<Shapes extends FieldShapes> {
  /** `[a-z][a-z0-9-]*`; final, it names objects. */
  readonly topic: string
  readonly fields: Shapes
}

/** Every field may be absent: never written, taken away, or written by a later version in a shape unknown here. */
export type ValuesOf<Shapes extends FieldShapes> = {
  readonly [Field in keyof Shapes]?: z.infer<Shapes[Field]>
}

/** Null takes a field's value away. */
export type PatchOf<Shapes extends FieldShapes> = {
  readonly [Field in keyof Shapes]?: z.infer<Shapes[Field]> | null
}

export interface MutableValue<Shapes extends FieldShapes> {
  readonly id: string
  readonly values: ValuesOf<Shapes>
  /** Milliseconds since 1970 of the latest change, by the clock of the device that made it. */
  readonly changedAt: number
  /** Whether two devices changed a field to different values and nobody has chosen yet. */
  readonly isContested: boolean
}

export function mutableTopic<const Shapes extends FieldShapes>(
  topic: string,
  fields: Shapes,
): MutableTopic<Shapes> {
  return { topic, fields }
}

export function valuesOf<Shapes extends FieldShapes>(
  { fields }: MutableTopic<Shapes>,
  record: MutableRecord,
): ValuesOf<Shapes> {
  const values: { [Field in keyof Shapes]?: z.infer<Shapes[Field]> } = {}
  for (const field in fields) {
    const written = Object.hasOwn(record.fields, field) ? record.fields[field]?.value : undefined
    if (written === undefined || written === null) continue
    const shape: Shapes[typeof field] | undefined = fields[field]
    const parsed = z.safeParse(present(shape, 'a field of the topic has a shape'), written)
    if (parsed.success) values[field] = parsed.data
  }
  return values
}

/** Throws for a value that is not of its field's shape. */
export function checkedPatch<Shapes extends FieldShapes>(
  { fields }: MutableTopic<Shapes>,
  patch: PatchOf<Shapes>,
): MutablePatch {
  const checked: Record<string, Json> = {}
  for (const field in fields) {
    const value: Json | undefined = patch[field]
    const shape: Shapes[typeof field] | undefined = fields[field]
    if (value === undefined) continue
    checked[field] =
      value === null ? null : z.parse(present(shape, 'a field of the topic has a shape'), value)
  }
  return checked
}

export type MutableEdit = (record: MutableRecord, stamp: Stamp) => MutableRecord
