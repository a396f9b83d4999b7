/** What is wrong with typed words, in the terms that screens show. */
import { CryptoError, type WordsProblem } from '@nornos/crypto/vault-open'
import { exhaustive } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'

export function problemOfWords(problem: WordsProblem): DeviceProblem {
  switch (problem.type) {
    case 'unknown-word':
      return { type: 'WordUnknown', position: problem.position, word: problem.word }
    case 'word-count':
      return { type: 'WordCount', given: problem.actual, needed: problem.expected }
    case 'checksum':
      return { type: 'KitChecksum' }
    default:
      return exhaustive(problem)
  }
}

/** The words are words, but they do not open this. */
export function isWrongOpener(cause: unknown): boolean {
  return cause instanceof CryptoError && cause.code === 'cannot-open'
}
