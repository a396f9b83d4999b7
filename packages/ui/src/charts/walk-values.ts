/** Where a key moves the cursor of a chart whose values stand in a row. Pure. */

/** Left and Right by one, with Shift by ten, Home and End to the edges; `null` for other keys, or without a value. */
export function walkValues(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  at: number | null,
  count: number,
): number | null {
  if (count === 0) return null
  const last = count - 1
  const step = shiftKey ? 10 : 1
  switch (key) {
    case 'ArrowLeft':
      return at === null ? last : Math.max(0, at - step)
    case 'ArrowRight':
      return at === null ? 0 : Math.min(last, at + step)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

/** The value whose place is nearest; `null` without one. `places` need not be in order. */
export function nearestValue(places: readonly number[], place: number): number | null {
  let nearest: number | null = null
  for (const [at, one] of places.entries()) {
    const best = nearest === null ? Number.POSITIVE_INFINITY : Math.abs((places[nearest] ?? 0) - place)
    if (Math.abs(one - place) < best) nearest = at
  }
  return nearest
}
