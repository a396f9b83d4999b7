/** What happens when several rules agree. */
import type { Fact } from '../facts/fact.ts'

/** Each item once, in code-unit order. */
export function sortedUnion<Item extends string>(lists: readonly (readonly Item[])[]): Item[] {
  return [...new Set(lists.flat())].sort()
}

/**
 * 1 - the product of (1 - c) over facts of independent inputs: facts that share a field count once, with the most
 * certain of them.
 */
export function combinedConfidence(facts: readonly Fact[]): number {
  const counted = new Set<string>()
  let doubt = 1
  for (const fact of [...facts].sort(
    (left, right) => right.confidence - left.confidence || (left.id < right.id ? -1 : 1),
  )) {
    if (fact.inputs.some((input) => counted.has(input))) continue
    for (const input of fact.inputs) counted.add(input)
    doubt *= 1 - fact.confidence
  }
  return 1 - doubt
}
