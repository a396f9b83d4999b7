/**
 * The six words: always generated, 77.5 bits from a list of 7,776, so that Argon2id needs no pepper on a
 * server and unlocking works without network.
 */
import { type Bytes, present, type Result, utf8 } from '@nornos/std'
import { makeRandomInteger } from '../hazmat/random.ts'
import { checkWords, type WordsProblem } from './typed-words.ts'

export const sixWordsCount = 6

/** Six words, each drawn evenly and on its own. */
export async function makeSixWords(): Promise<readonly string[]> {
  const { effLargeWordlist } = await import('./eff-large-wordlist.ts')
  return Array.from({ length: sixWordsCount }, () =>
    present(effLargeWordlist[makeRandomInteger(effLargeWordlist.length)], 'a word of the list'),
  )
}

/** The six words as typed, or the first thing that is wrong with them. */
export async function checkSixWords(typed: string): Promise<Result<readonly string[], WordsProblem>> {
  const { effLargeWordlist } = await import('./eff-large-wordlist.ts')
  return checkWords(typed, effLargeWordlist, sixWordsCount)
}

/** The password of Argon2id: the words, lower-case, with single spaces. */
export function sixWordsToPassword(words: readonly string[]): Bytes {
  return utf8(words.join(' '))
}
