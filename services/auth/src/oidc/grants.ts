/** What an app may ask for: everything that our own apps need, granted without a question. */
import type { KoaContextWithOIDC } from 'oidc-provider'
import { apiResource, apiScope } from './clients.ts'

export async function findOrMakeGrant(koa: KoaContextWithOIDC) {
  const { oidc } = koa
  const { client, session, provider } = oidc
  if (!client || !session?.accountId) return undefined
  const grantId = session.grantIdFor(client.clientId)
  const existing = grantId ? await provider.Grant.find(grantId) : undefined
  if (existing && existing.accountId === session.accountId) return existing
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId })
  grant.addOIDCScope('openid')
  grant.addResourceScope(apiResource, apiScope)
  await grant.save()
  return grant
}
