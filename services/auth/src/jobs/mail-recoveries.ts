/**
 * Tells people that somebody waits to open their vault: when it was asked for, and every 24 hours of the wait. A mail is
 * counted before it is sent, so that two replicas do not both send it; one that could not be sent is due again.
 */
import type { AuthContext } from '../context.ts'
import * as events from '../events.ts'
import { messages } from '../pages/messages.ts'
import { machinery } from '../store/machinery.ts'
import { countDueMails, type DueMail, uncountMail } from '../store/recovery-store.ts'

type Context = Pick<AuthContext, 'db' | 'mail'>

export async function mailRecoveries(ctx: Context): Promise<void> {
  const due = await ctx.db.asActor(machinery, countDueMails)
  for (const one of due) await tell(ctx, one)
}

async function tell(ctx: Context, { accountId, email, readyAt }: DueMail): Promise<void> {
  const time = `${readyAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  try {
    await ctx.mail.send({ to: email, ...messages.mails.recoveryAsked(time) })
  } catch (cause) {
    events.mailNotSent(cause)
    await ctx.db.asActor(machinery, (tx) => uncountMail(tx, accountId))
  }
}
