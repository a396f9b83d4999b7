'use client'
import { useCallback, useEffect, useState } from 'react'

export interface StorageInfo {
  readonly isProtected: boolean
  readonly usedBytes: number
  readonly totalBytes: number
  /** Asks the browser; some decide silently by how the app is used. */
  readonly protect: () => Promise<boolean>
}

/** How much this app keeps here and whether the browser may delete it. Null until it is known. */
export function useStorage(): StorageInfo | null {
  const [known, setKnown] = useState<Omit<StorageInfo, 'protect'> | null>(null)
  const look = useCallback(async () => {
    const [isProtected, { usage = 0, quota = 0 }] = await Promise.all([
      navigator.storage.persisted(),
      navigator.storage.estimate(),
    ])
    setKnown({ isProtected, usedBytes: usage, totalBytes: quota })
  }, [])
  useEffect(() => {
    look().catch(() => undefined)
  }, [look])
  if (known === null) return null
  return {
    ...known,
    protect: async () => {
      const isProtected = await navigator.storage.persist()
      await look()
      return isProtected
    },
  }
}
