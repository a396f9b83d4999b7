/** Signing out: at auth when it answers, and here in any case. */
import { api } from './api.ts'
import { closeSession } from './session.ts'

/** `false` when auth could not be told: the session there ends by itself. */
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
