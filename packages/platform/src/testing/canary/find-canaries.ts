/** Looks for planted values in everything that is kept. */
import { hash } from 'node:crypto'
import { inflated } from './inflate.ts'
import { type Canary, type Needle, needlesOf } from './needle.ts'
import type { Kept } from './stores.ts'

export interface Sighting {
  readonly canary: string
  readonly form: string
  readonly place: string
}

export async function findCanaries(
  canaries: readonly Canary[],
  kept: AsyncIterable<Kept>,
): Promise<Sighting[]> {
  const needles = canaries.flatMap(needlesOf)
  const sightings: Sighting[] = []
  // The same names and dates are in many rows; each is inflated once.
  const deflated = new Map<string, readonly string[]>()
  for await (const { place, bytes } of kept) {
    for (const needle of needles) {
      if (bytes.includes(needle.bytes)) sightings.push({ canary: needle.canary, form: needle.form, place })
    }
    const content = hash('sha256', bytes)
    const found = deflated.get(content) ?? deflatedIn(bytes, needles)
    deflated.set(content, found)
    for (const canary of found) sightings.push({ canary, form: 'deflated', place })
  }
  return sightings
}

/** The names of those that are in compressed data within `bytes`. */
function deflatedIn(bytes: Buffer, needles: readonly Needle[]): readonly string[] {
  const found = new Set<string>()
  for (const inside of inflated(bytes)) {
    for (const needle of needles) {
      if (needle.form !== 'deflated' && inside.includes(needle.bytes)) found.add(needle.canary)
    }
  }
  return [...found]
}
