/** What a session token says about its person, read anew for every token: a change of role counts within 5 minutes. */
import type { AccessToken, AuthorizationCode, KoaContextWithOIDC, RefreshToken } from 'oidc-provider'
import type { AuthContext } from '../context.ts'
import { describeDevice } from '../domain/describe-device.ts'
import { findAccountById } from '../store/account-store.ts'
import { machinery } from '../store/machinery.ts'
import { membershipsOf } from '../store/membership-store.ts'
import { openSession } from '../store/session-store.ts'

type ClaimsContext = Pick<AuthContext, 'db' | 'clock'>

export async function sessionClaims(
  ctx: ClaimsContext,
  koa: KoaContextWithOIDC,
  token: AccessToken,
): Promise<Record<string, unknown> | undefined> {
  const { accountId, sessionUid, clientId } = token
  if (!accountId || !sessionUid || !clientId) return undefined
  const { AuthorizationCode: code, RefreshToken: refreshed } = koa.oidc.entities
  const deviceName = describeDevice(koa.get('user-agent'))
  return ctx.db.asActor(machinery, async (tx) => {
    const account = await findAccountById(tx, accountId)
    if (!account) return undefined
    if (code)
      await openSession(tx, { sessionId: sessionUid, accountId, clientId, deviceName }, ctx.clock.now())
    return {
      sid: sessionUid,
      name: account.name,
      actor: account.actor,
      organizations: await membershipsOf(tx, accountId),
      ...proofOf(code ?? refreshed),
    }
  })
}

/** When and how the person last proved who they are: carried from the sign-in through every refresh. */
function proofOf(source: AuthorizationCode | RefreshToken | undefined): Record<string, unknown> {
  return { auth_time: source?.authTime, acr: source?.acr }
}
