/** A list with one of its items a place further up or down. Pure. */
export function moved<Item>(items: readonly Item[], at: number, by: -1 | 1): readonly Item[] {
  const target = at + by
  const item = items[at]
  if (item === undefined || target < 0 || target >= items.length) return items
  return items.toSpliced(at, 1).toSpliced(target, 0, item)
}
