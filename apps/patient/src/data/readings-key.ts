/** What the keys of queries begin with that new readings make stale. Alone, because the locked app drops them all. */
export const readingsKey = 'readings'
