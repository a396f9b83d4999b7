/** The headers of each request by the worker. The session's key and tokens stay on the page; the worker asks for proofs. */
import { ConnectionError } from '@nornos/client'
import { doubtSession, sessionHeaders } from '#src/data/session.ts'
import type { PageSession } from './device-worker.ts'

export const pageSession: PageSession = {
  async credentials(method, url) {
    try {
      return { type: 'headers', headers: await sessionHeaders(method, url) }
    } catch (cause) {
      if (cause instanceof ConnectionError) return { type: 'offline' }
      throw cause
    }
  },
  refused: doubtSession,
}
