'use client'
import { useEffect, useRef } from 'react'
import { useSession } from '#src/data/use-session.ts'
import { device } from '#src/keys/device.ts'

/** A session that auth ends while the vault is open locks it: whoever holds this device may have been shut out. */
export function EndedSession() {
  const session = useSession()
  const before = useRef(session.state)
  useEffect(() => {
    const wasSignedIn = before.current === 'signed-in'
    before.current = session.state
    if (wasSignedIn && session.state === 'signed-out' && session.wasEnded) {
      void lockHere()
    }
  }, [session])
  return null
}

async function lockHere(): Promise<void> {
  const opened = await device()
  // The session also ends with an account that was closed: then this device learns so, and forgets instead.
  if ((await opened.vaultState()).state === 'open') await opened.syncNow()
  await opened.lock()
}
