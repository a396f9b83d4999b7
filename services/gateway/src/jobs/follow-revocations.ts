/** Follows auth's stream of ended sessions; when it breaks, it is opened again and repeats the last five minutes. */

import type { Client } from '@nornos/client'
import type { auth } from '@nornos/contracts'
import type { Clock } from '@nornos/service-kit'
import * as events from '../events.ts'
import type { RevokedSessions } from '../store/revoked-sessions.ts'

export async function followRevocations(
  client: Client<typeof auth>,
  revokedSessions: RevokedSessions,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const reply = await client.revokedSessionEvents({ signal })
  if (reply.problem !== undefined) throw new Error(`revoked sessions: ${reply.problem}`)
  for await (const { value } of reply.body) {
    if (!revokedSessions.has(value.sessionId)) events.sessionRevoked()
    revokedSessions.add(value.sessionId, clock.now())
  }
}
