/** The account at auth: signing out, and which session this is. */
import { api } from './api.ts'
import { closeSession } from './session.ts'

/** At auth when it answers, and here in any case. `false` when auth could not be told: the session there ends by itself. */
export async function signOut(): Promise<boolean> {
  const told = await api()
    .then((client) => client.sessionEnd({}))
    .then(
      (reply) => reply.problem === undefined,
      () => false,
    )
  await closeSession()
  return told
}

/** Which session this is at auth; null when nobody is signed in. Throws ConnectionError when auth does not answer. */
export async function readSessionId(): Promise<string | null> {
  const reply = await (await api()).meRead({})
  return reply.problem === undefined ? reply.body.sessionId : null
}
