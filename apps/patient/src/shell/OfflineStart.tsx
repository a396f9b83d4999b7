'use client'
import { useEffect } from 'react'
import { registerServiceWorker } from '#src/shell/service-worker.ts'

/** From the first visit on, the app starts without a network. */
export function OfflineStart() {
  useEffect(() => {
    registerServiceWorker()
  }, [])
  return null
}
