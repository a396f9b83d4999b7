/** How many bytes of payloads may be in memory at once: beyond it, whoever comes is asked to come again. */
export interface ByteBudget {
  /** False when there is no room now. */
  take(bytes: number): boolean
  give(bytes: number): void
}

export function createByteBudget(bytesMax: number): ByteBudget {
  let taken = 0
  return {
    take: (bytes) => {
      if (taken + bytes > bytesMax) return false
      taken += bytes
      return true
    },
    give: (bytes) => {
      taken -= bytes
    },
  }
}
