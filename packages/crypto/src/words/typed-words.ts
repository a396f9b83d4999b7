/** What people type, compared with a word list: the first word that is not in it is named by its position. */
import { err, ok, type Result } from '@nornos/std'

export type WordsProblem =
  | { readonly type: 'word-count'; readonly expected: number; readonly actual: number }
  /** `position` counts from 1; `word` is as typed, lower-case. */
  | { readonly type: 'unknown-word'; readonly position: number; readonly word: string }
  /** All words are known, but together they are no kit: one is wrong, or two are swapped. */
  | { readonly type: 'checksum' }

const typedCharactersMax = 1000

/** Case, line breaks, commas and numbering such as "3." do not matter. */
export function checkWords(
  typed: string,
  wordlist: readonly string[],
  expected: number,
): Result<readonly string[], WordsProblem> {
  const words = splitWords(typed)
  const known = new Set(wordlist)
  const position = words.findIndex((word) => !known.has(word))
  const word = words[position]
  if (word !== undefined) return err({ type: 'unknown-word', position: position + 1, word })
  if (words.length !== expected) return err({ type: 'word-count', expected, actual: words.length })
  return ok(words)
}

function splitWords(typed: string): readonly string[] {
  const plain = typed.slice(0, typedCharactersMax).normalize('NFKC').toLowerCase()
  return plain.split(/[\s,;]+|\d+[.)]/u).filter((word) => word !== '')
}
