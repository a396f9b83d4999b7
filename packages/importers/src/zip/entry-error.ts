/** An entry that cannot be read, and why. The rest of the archive goes on. */
export type EntryProblem =
  | 'encrypted'
  | 'unsupported-compression'
  | 'truncated'
  | 'damaged'
  | 'checksum-mismatch'

/** Thrown by `content.next()` after the last byte that could be read. */
export class EntryError extends Error {
  override readonly name = 'EntryError'
  readonly code: EntryProblem
  constructor(code: EntryProblem, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}
