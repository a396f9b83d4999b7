'use client'
import { useEffect, useSyncExternalStore } from 'react'
import { type SessionState, sessionState, startSession, subscribeSession } from './session.ts'

const exported: SessionState = { state: 'unknown' }

/** Who is signed in, followed as it changes. */
export function useSession(): SessionState {
  useEffect(() => {
    void startSession()
  }, [])
  return useSyncExternalStore(subscribeSession, sessionState, () => exported)
}
