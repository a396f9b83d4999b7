import { useState } from 'react'

export interface ScannedWords {
  readonly words: readonly string[]
  /** The scanned text, which says more than its words; null when they were typed. */
  readonly scanned: string | null
  /** Takes the words that a scanned text ends with; false when it is of another kind. */
  take(text: string): boolean
  type(words: readonly string[]): void
}

/** So many words, typed or out of a scanned text that begins with `mark`. */
export function useScannedWords(count: number, mark: string): ScannedWords {
  const [words, setWords] = useState<readonly string[]>(() => Array.from({ length: count }, () => ''))
  const [scanned, setScanned] = useState<string | null>(null)
  return {
    words,
    scanned,
    take(text) {
      if (!text.startsWith(mark)) return false
      setScanned(text)
      setWords(text.split(' ').slice(-count))
      return true
    },
    type(typed) {
      setScanned(null)
      setWords(typed)
    },
  }
}
