/** Why the embedded database cannot run, as a code that a command can turn into advice. */

export type PostgresErrorCode =
  | 'unsupported-platform'
  | 'no-unprivileged-user'
  | 'state-in-use'
  | 'state-unreachable'
  | 'port-taken'
  | 'disk-full'
  | 'data-corrupt'
  | 'key-missing'
  | 'start-failed'
  | 'stop-failed'

/** Thrown by everything in this folder; the message is a sentence for the person at the machine. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError'
  readonly code: PostgresErrorCode

  constructor(code: PostgresErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
