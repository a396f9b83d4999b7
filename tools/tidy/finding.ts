/** What tidy has to say about one file. */
import type { Repository } from '../files/repository.ts'

export interface Finding {
  readonly rule: string
  /** Relative to the repository. */
  readonly file: string
  /** What is wrong and what to do instead, in one sentence. */
  readonly message: string
}

/** One aspect of tidiness; each lives in a file of its own. */
export type TidyCheck = (repository: Repository) => readonly Finding[]
