/** Looks for planted values in everything that is kept. */
import { inflated } from './inflate.ts'
import { type Canary, needlesOf } from './needle.ts'
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
  for await (const { place, bytes } of kept) {
    for (const needle of needles) {
      if (bytes.includes(needle.bytes)) sightings.push({ canary: needle.canary, form: needle.form, place })
    }
    for (const inside of inflated(bytes)) {
      const found = needles.filter((needle) => needle.form !== 'deflated' && inside.includes(needle.bytes))
      for (const { canary } of found) sightings.push({ canary, form: 'deflated', place })
    }
  }
  return sightings
}
