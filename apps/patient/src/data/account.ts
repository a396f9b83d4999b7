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

/**
 * Closes the account at auth, then forgets the session here. `sign-in-again`: auth wants to see the person once more, or
 * nobody is signed in. `wasAsked`: an earlier call got no answer; a session that is gone went with the account then.
 * Throws when auth does not answer.
 */
export async function closeAccount(wasAsked: boolean): Promise<'closed' | 'sign-in-again'> {
  const { problem } = await (await api()).accountClose({})
  const isGone = problem === 'not-found' || (problem === 'sign-in-needed' && wasAsked)
  if (problem !== undefined && !isGone) {
    if (problem === 'sign-in-again' || problem === 'sign-in-needed') return 'sign-in-again'
    throw new Error(problem)
  }
  await closeSession()
  return 'closed'
}

/** Which session this is at auth; null when nobody is signed in. Throws ConnectionError when auth does not answer. */
export async function readSessionId(): Promise<string | null> {
  const reply = await (await api()).meRead({})
  return reply.problem === undefined ? reply.body.sessionId : null
}
