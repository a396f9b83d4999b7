/** When the identity provider has to show a page: nobody signed in, someone of the other app, or `prompt=create`. */
import { type Configuration, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import type { AuthContext } from '../context.ts'
import { findAccountById } from '../store/account-store.ts'
import { machinery } from '../store/machinery.ts'
import { lastUseOfSession } from '../store/session-store.ts'
import { isClientId, mayUse, sessionLimits } from './clients.ts'

const { base, Check, Prompt } = interactionPolicy

export function signInPolicy(
  ctx: Pick<AuthContext, 'db' | 'clock'>,
): NonNullable<NonNullable<Configuration['interactions']>['policy']> {
  const policy = base()
  // Our own apps ask for nothing that a person could refuse; sharing is decided in the app, by a signed consent.
  policy.remove('consent')
  const checks = policy.get('login')?.checks
  checks?.add(
    new Check('account_of_other_app', 'this account is for another app', 'login_required', async (koa) =>
      (await isOfOtherApp(ctx, koa)) ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
    ),
  )
  checks?.add(
    new Check('session_idle', 'this session was not used for too long', 'login_required', async (koa) =>
      (await isIdle(ctx, koa)) ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
    ),
  )
  policy.add(new Prompt({ name: 'create', requestable: true }), 0)
  return policy
}

async function isOfOtherApp(ctx: Pick<AuthContext, 'db'>, { oidc }: KoaContextWithOIDC): Promise<boolean> {
  const accountId = oidc.session?.accountId
  const clientId = oidc.client?.clientId
  if (!accountId || !isClientId(clientId)) return false
  const account = await ctx.db.asActor(machinery, (tx) => findAccountById(tx, accountId))
  return !account || !mayUse(account.actor, clientId)
}

/** Whoever finds a browser that a doctor left open an hour ago is not let in by its cookie. */
async function isIdle(
  ctx: Pick<AuthContext, 'db' | 'clock'>,
  { oidc }: KoaContextWithOIDC,
): Promise<boolean> {
  const sessionId = oidc.session?.uid
  const clientId = oidc.client?.clientId
  if (!sessionId || !isClientId(clientId) || oidc.result?.login) return false
  const lastUse = await ctx.db.asActor(machinery, (tx) => lastUseOfSession(tx, sessionId))
  const idleMs = lastUse ? ctx.clock.now().getTime() - lastUse.getTime() : 0
  return idleMs > sessionLimits[clientId].idle * 1_000
}
