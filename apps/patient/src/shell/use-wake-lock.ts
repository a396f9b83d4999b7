'use client'
import { useEffect } from 'react'

/** Keeps the screen on while it is mounted and visible, where the browser can. A phone that sleeps stops an import. */
export function useWakeLock(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return undefined
    let held: WakeLockSentinel | null = null
    let isOver = false
    const hold = async () => {
      if (document.visibilityState !== 'visible' || isOver) return
      held = await navigator.wakeLock.request('screen').catch(() => null)
      if (isOver) await held?.release()
    }
    void hold()
    const again = () => void hold()
    document.addEventListener('visibilitychange', again)
    return () => {
      isOver = true
      document.removeEventListener('visibilitychange', again)
      void held?.release()
    }
  }, [])
}
