/** One entry of an archive, whichever way the archive is read. */
import type { ByteReader } from '../input.ts'

export interface ZipEntry {
  /** As the archive spells it. For reports and for links between files; never a path to write to. */
  readonly name: string
  readonly content: ByteReader
}

export const STORED = 0
export const DEFLATED = 8
export const FLAG_ENCRYPTED = 1
export const FLAG_DESCRIPTOR = 8
