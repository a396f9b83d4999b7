/**
 * The right to read one patient for one purpose: fetched when something is read, at most ten minutes old, in memory
 * only. Each one is an entry in the patient's trail, so one is used for as long as it is good.
 */
import type { AccessGrant, Share } from '@nornos/contracts'
import { instantToMilliseconds } from '@nornos/health-model'
import { expectAnswer } from './answer.ts'
import { api } from './api.ts'
import { currentSession, subscribeSession } from './session.ts'

/** A token is renewed when it has less than this left, in milliseconds. */
const leewayMs = 60_000

const grants = new Map<string, Promise<AccessGrant>>()

subscribeSession(() => {
  if (currentSession() === null) grants.clear()
})

/** Asks with a token, once more with a new one when the first was refused: it may just have ended. */
export async function withAccess<Reply extends { readonly status: number }>(
  share: Share,
  ask: (accessToken: string) => Promise<Reply>,
): Promise<Reply> {
  const held = grants.get(share.consentId)
  const reply = await ask(await accessTokenFor(share))
  const wasRefused = reply.status === 401 || reply.status === 404
  if (!wasRefused || held === undefined) return reply
  grants.delete(share.consentId)
  return ask(await accessTokenFor(share))
}

/** When access has ended. */
export function forgetAccess(consentId: string): void {
  grants.delete(consentId)
}

async function accessTokenFor(share: Share): Promise<string> {
  const held = await grants.get(share.consentId)?.catch(() => undefined)
  if (held && instantToMilliseconds(held.expiresAt) - Date.now() > leewayMs) return held.accessToken
  const issuing = issue(share)
  grants.set(share.consentId, issuing)
  issuing.catch(() => grants.delete(share.consentId))
  return (await issuing).accessToken
}

async function issue({ patientId, purpose }: Share): Promise<AccessGrant> {
  const { accessTokenIssue } = await api()
  return (await expectAnswer(accessTokenIssue({ body: { patientId, purpose } }))).body
}
