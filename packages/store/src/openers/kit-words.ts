/**
 * The words of a kit that the vault remembers, so that a paper copy can be checked: nine of the 24, chosen by chance.
 * Whoever reads them in an open vault still has to guess fifteen, which are 157 bits. `specs/key-hierarchy.md` §10.
 */
import * as z from 'zod/mini'

/** `position` counts from 1. */
const KitWords = z
  .array(
    z.strictObject({
      position: z.int().check(z.minimum(1), z.maximum(24)),
      word: z.string().check(z.maxLength(8)),
    }),
  )
  .check(z.length(9))
export type KitWords = z.infer<typeof KitWords>

const remembered = 9
export const askedAtOnce = 3

/** The text that is noted. */
export function chooseKitWords(words: readonly string[]): string {
  const chosen = shuffle(words.map((word, index) => ({ position: index + 1, word }))).slice(0, remembered)
  return JSON.stringify(KitWords.parse(chosen.toSorted((left, right) => left.position - right.position)))
}

export function parseKitWords(text: string): KitWords {
  return KitWords.parse(JSON.parse(text))
}

/** Three positions to ask for, in ascending order. */
export function choosePositions(words: KitWords): readonly number[] {
  return shuffle(words.map(({ position }) => position))
    .slice(0, askedAtOnce)
    .toSorted((left, right) => left - right)
}

/** Positions whose typed word is another one. */
export function wrongPositions(words: KitWords, typed: readonly TypedKitWord[]): readonly number[] {
  const right = new Map(words.map(({ position, word }) => [position, word]))
  return typed
    .filter(({ position, word }) => right.get(position) !== word.trim().toLowerCase())
    .map(({ position }) => position)
}

export interface TypedKitWord {
  /** Counts from 1. */
  readonly position: number
  readonly word: string
}

/** In a random order: sorted by random keys. */
function shuffle<Value>(values: readonly Value[]): readonly Value[] {
  const keys = crypto.getRandomValues(new Uint32Array(values.length))
  return values
    .map((value, index) => ({ value, key: keys[index] ?? 0 }))
    .sort((left, right) => left.key - right.key)
    .map(({ value }) => value)
}
