/** What a command of the `nornos` program is. */
export interface Command {
  readonly summary: string
  /** Resolves with the exit code. */
  run(words: readonly string[]): Promise<number>
}
