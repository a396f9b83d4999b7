/**
 * What an archive may make us do. An archive is hostile until read: the limits are counted on what really comes
 * out, never on the sizes that its headers claim.
 */

export interface ArchiveLimits {
  /** Bytes that all entries together may expand to. */
  readonly expandedBytesMax: number
  /** Expanded bytes per compressed byte of one entry, past the first `ratioFreeBytes`. */
  readonly ratioMax: number
  readonly ratioFreeBytes: number
  readonly entriesMax: number
  /** Archives inside archives: 0 opens none of them. */
  readonly nestingMax: number
  /** Of a database, which is expanded before it is read: the platform holds that much. */
  readonly databaseBytesMax: number
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  expandedBytesMax: 16 * 1024 ** 3,
  ratioMax: 300,
  ratioFreeBytes: 16 * 1024 ** 2,
  entriesMax: 100_000,
  nestingMax: 1,
  databaseBytesMax: 2 * 1024 ** 3,
}

export type ArchiveRefusal =
  | 'expands-too-much'
  | 'ratio-too-high'
  | 'too-many-entries'
  | 'overlapping-entries'
  | 'directory-too-large'

/** The archive is refused as a whole: nothing that it holds can be trusted to end. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError'
  readonly code: ArchiveRefusal
  constructor(code: ArchiveRefusal) {
    super(code)
    this.code = code
  }
}
