/** A list with one of its items at another place; the others keep their order. Pure. */
export function moved<Item>(items: readonly Item[], at: number, target: number): readonly Item[] {
  const item = items[at]
  if (item === undefined || target < 0 || target >= items.length || target === at) return items
  return items.toSpliced(at, 1).toSpliced(target, 0, item)
}
