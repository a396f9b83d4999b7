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

export interface GridPlace {
  readonly row: number
  readonly column: number
}

/** In rows above each other: Up and Down change the row, everything else walks along it, the newest column first. */
export function walkGrid(
  pressed: { readonly key: string; readonly shiftKey: boolean },
  at: GridPlace | null,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): GridPlace | null {
  if (rows === 0 || columns === 0) return null
  const place = at ?? { row: 0, column: columns - 1 }
  if (pressed.key === 'ArrowUp') return { ...place, row: Math.max(0, place.row - 1) }
  if (pressed.key === 'ArrowDown') return at ? { ...at, row: Math.min(rows - 1, at.row + 1) } : place
  const column = walkValues(pressed, at?.column ?? null, columns)
  return column === null ? null : { row: place.row, column }
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
