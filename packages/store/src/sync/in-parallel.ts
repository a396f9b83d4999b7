/** Runs work on many items, so many at a time, and stops starting new ones at the first failure. */

export async function inParallel<Item>(
  items: Iterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items[Symbol.iterator]()
  let isStopped = false
  async function lane(): Promise<void> {
    for (let next = waiting.next(); !next.done && !isStopped; next = waiting.next()) {
      try {
        await work(next.value)
      } catch (cause) {
        isStopped = true
        throw cause
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}
