'use client'
import { useSyncExternalStore } from 'react'
import { currentSession, type OpenSession, subscribeSession } from '#src/data/session.ts'

/** The open session, or null. */
export function useSession(): OpenSession | null {
  return useSyncExternalStore(subscribeSession, currentSession, () => null)
}
