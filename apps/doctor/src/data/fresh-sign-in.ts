/** Whether this person has shown who they are just now, by the session token's own word. */
import { fromBase64Url, fromUtf8 } from '@nornos/std'
import * as z from 'zod/mini'
import { sessionToken } from './session.ts'

const freshMs = 10 * 60_000
const Claims = z.object({ auth_time: z.number() })

export async function isSignInFresh(now: number): Promise<boolean> {
  const token = await sessionToken()
  const claims = fromBase64Url(token?.split('.')[1] ?? '')
  const read = Claims.safeParse(JSON.parse((claims && fromUtf8(claims)) ?? 'null'))
  return read.success && now - read.data.auth_time * 1_000 < freshMs
}
