/** The headers of one request by the worker. The session's key and tokens stay on the page; the worker asks for proofs. */
import { ConnectionError } from '@nornos/client'
import { sessionHeaders } from '#src/data/session.ts'
import type { RequestCredentials } from './device-worker.ts'

export async function credentialsFor(method: string, url: string): Promise<RequestCredentials> {
  try {
    return { type: 'headers', headers: await sessionHeaders(method, url) }
  } catch (cause) {
    if (cause instanceof ConnectionError) return { type: 'offline' }
    throw cause
  }
}
