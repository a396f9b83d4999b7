/** The index of a file: what it is called, and which sealed parts it consists of. `specs/sealed-record.md` §3. */
import { type Bytes, canonicalJson, fromUtf8, type Json, utf8 } from '@nornos/std'
import * as z from 'zod/mini'

export const filePartBytes = 8 * 1024 * 1024
export const fileBytesMax = 5 * 1024 ** 3

const Sha256Hex = z.string().check(z.regex(/^[0-9a-f]{64}$/))

const Shape = z.strictObject({
  v: z.literal(1),
  name: z.string().check(z.minLength(1), z.maxLength(500)),
  /** Media type; empty when nobody knows. */
  type: z.string().check(z.maxLength(200)),
  size: z.int().check(z.minimum(0), z.maximum(fileBytesMax)),
  /** When the person added it, milliseconds since 1970. */
  added: z.optional(z.int()),
  /** Of the file itself. */
  sha256: Sha256Hex,
  /** By place: hash of the part's blob and bytes of the file in it. */
  parts: z
    .array(z.strictObject({ hash: Sha256Hex, len: z.int().check(z.minimum(0), z.maximum(filePartBytes)) }))
    .check(z.maxLength(640)),
})
export type FileIndex = z.infer<typeof Shape>

export function encodeFileIndex(index: FileIndex): Bytes {
  const json: Json = { ...index, parts: index.parts.map(({ hash, len }) => ({ hash, len })) }
  return utf8(canonicalJson(json))
}

/** Null for what is no index, or one whose parts do not make up its file. */
export function parseFileIndex(payload: Uint8Array): FileIndex | null {
  const text = fromUtf8(payload)
  const parsed = Shape.safeParse(text === null ? null : jsonOf(text))
  return parsed.success && isWhole(parsed.data) ? parsed.data : null
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isWhole({ parts, size }: FileIndex): boolean {
  return (
    parts.length === partCount(size) && parts.every(({ len }, index) => len === partLength(size, index + 1))
  )
}

export function partCount(size: number): number {
  return Math.ceil(size / filePartBytes)
}

/** Parts count from 1; all but the last are full. */
export function partLength(size: number, part: number): number {
  return Math.min(filePartBytes, size - (part - 1) * filePartBytes)
}
