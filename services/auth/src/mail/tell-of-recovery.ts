/** Mails about a recovery that was stopped or went on. */
import type { AuthContext } from '../context.ts'
import * as events from '../events.ts'
import { messages } from '../pages/messages.ts'
import { findAccountById } from '../store/account-store.ts'
import { machinery } from '../store/machinery.ts'

/** The entry in the trail is what counts: a mail server that is down changes nothing of what was done. */
export async function tellOfRecovery(
  ctx: Pick<AuthContext, 'db' | 'mail'>,
  accountId: string,
  what: 'stopped' | 'given',
): Promise<void> {
  const account = await ctx.db.asActor(machinery, (tx) => findAccountById(tx, accountId))
  if (account === null) return
  const { recoveryGiven, recoveryStopped } = messages.mails
  const mail = what === 'given' ? recoveryGiven : recoveryStopped
  await ctx.mail.send({ to: account.email, ...mail }).catch(events.mailNotSent)
}
