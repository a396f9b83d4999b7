/** When the identity provider has to show a page: nobody signed in, someone of the other app, or `prompt=create`. */
import { type Configuration, interactionPolicy } from 'oidc-provider'
import type { AuthContext } from '../context.ts'
import { findAccountById } from '../store/account-store.ts'
import { machinery } from '../store/machinery.ts'
import { isClientId, mayUse } from './clients.ts'

const { base, Check, Prompt } = interactionPolicy

export function signInPolicy(
  ctx: Pick<AuthContext, 'db'>,
): NonNullable<NonNullable<Configuration['interactions']>['policy']> {
  const policy = base()
  // Our own apps ask for nothing that a person could refuse; sharing is decided in the app, by a signed consent.
  policy.remove('consent')
  policy.get('login')?.checks.add(
    new Check(
      'account_of_other_app',
      'this account is for another app',
      'login_required',
      async ({ oidc }) => {
        const { accountId } = oidc.session ?? {}
        const clientId = oidc.client?.clientId
        if (!accountId || !isClientId(clientId)) return Check.NO_NEED_TO_PROMPT
        const account = await ctx.db.asActor(machinery, (tx) => findAccountById(tx, accountId))
        return account && mayUse(account.actor, clientId) ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT
      },
    ),
  )
  policy.add(new Prompt({ name: 'create', requestable: true }), 0)
  return policy
}
