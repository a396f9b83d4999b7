'use client'
import { useEffect } from 'react'
import { readSessionId } from '#src/data/account.ts'
import { useSession } from '#src/data/use-session.ts'
import { device } from '#src/keys/device.ts'
import { useOnline } from '#src/shell/use-online.ts'

/** Notes in the open vault which session this device has, so that another device can end it when this one is lost. */
export function SessionNote() {
  const session = useSession()
  const isOnline = useOnline()
  const canNote = session.state === 'signed-in' && isOnline
  useEffect(() => {
    // A network that went away, or a lock meanwhile: the next unlock notes it.
    if (canNote) noteSession().catch(() => undefined)
  }, [canNote])
  return null
}

async function noteSession(): Promise<void> {
  const sessionId = await readSessionId()
  if (sessionId !== null) await (await device()).noteSession(sessionId)
}
