/** One entry of an archive, whichever way the archive is read. */
import type { ByteReader } from '../input.ts'

export interface ZipEntry {
  /** As the archive spells it. For reports and for links between files; never a path to write to. */
  readonly name: string
  readonly content: ByteReader
}

/** An entry that cannot be read, and why. The rest of the archive goes on. */
export type EntryProblem = 'encrypted' | 'unsupported-compression' | 'truncated' | 'damaged'

/** Thrown by `content.next()` after the last byte that could be read. */
export class EntryError extends Error {
  override readonly name = 'EntryError'
  readonly code: EntryProblem
  constructor(code: EntryProblem, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

export const STORED = 0
export const DEFLATED = 8
export const FLAG_ENCRYPTED = 1
export const FLAG_DESCRIPTOR = 8
