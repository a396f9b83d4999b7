/**
 * Every way out of a session: the doctor signs out or locks, nothing happened for too long, or auth ended it. The data
 * go first, then the session at auth, then the document itself, so that no memory of it is left in this tab.
 */
import { authorizePerson, createClient } from '@nornos/client'
import { auth } from '@nornos/contracts'
import { paths } from '#src/paths.ts'
import { closeSession, currentSession } from './session.ts'

export type Leaving = 'signed-out' | 'locked' | 'idle' | 'ended'

/** Longer than this nobody waits; auth ends an idle session by itself. */
const waitMs = 2_000

const channelName = 'nornos-doctor-session'

export async function leave(why: Leaving): Promise<void> {
  const session = currentSession()
  if (session === null) return
  closeSession()
  tellOtherTabs(why)
  if (why !== 'ended') {
    const { apiUrl, dpopKey, tokens } = session
    const authorize = authorizePerson(dpopKey, async () => tokens.sessionToken)
    const { sessionEnd } = createClient({ contract: auth, baseUrl: apiUrl, authorize })
    await sessionEnd({ signal: AbortSignal.timeout(waitMs) }).catch(() => null)
  }
  location.replace(why === 'signed-out' ? paths.welcome() : paths.locked(why))
}

/** All tabs share one sign-in: what ends it in one tab empties the others at once. */
export function followOtherTabs(): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (currentSession() === null || !isLeaving(data)) return
    closeSession()
    location.replace(data === 'signed-out' ? paths.welcome() : paths.locked(data))
  }
  return () => channel.close()
}

export function isLeaving(value: unknown): value is Leaving {
  return value === 'signed-out' || value === 'locked' || value === 'idle' || value === 'ended'
}

function tellOtherTabs(why: Leaving): void {
  const channel = new BroadcastChannel(channelName)
  channel.postMessage(why)
  channel.close()
}
