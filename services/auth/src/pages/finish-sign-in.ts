/** The end of every sign-in: the browser becomes known, its owner hears of a new one, the app gets its answer. */
import { randomBytes } from 'node:crypto'
import type { Account } from '@nornos/contracts'
import type { Provider } from 'oidc-provider'
import type { AuthContext } from '../context.ts'
import { patientEvent } from '../domain/patient-event.ts'
import * as events from '../events.ts'
import { twoFactors } from '../oidc/clients.ts'
import { endSession } from '../oidc/end-session.ts'
import { insertAuditEvent } from '../store/audit-outbox-store.ts'
import { rememberDevice } from '../store/device-store.ts'
import { machinery } from '../store/machinery.ts'
import { messages } from './messages.ts'
import type { Finished } from './page-reply.ts'
import type { Visit } from './visit.ts'

export async function finishSignIn(
  ctx: AuthContext,
  provider: Provider,
  visit: Visit,
  account: Account,
): Promise<Finished> {
  const { interaction } = visit
  const device = visit.device ?? randomBytes(32).toString('base64url')
  const isNews = await noteDevice(ctx, visit, account, device)
  if (isNews) await tellOfNewDevice(ctx, visit, account)
  events.signedIn(visit.client, isNews)
  await leaveOtherAccount(ctx, provider, visit, account.id)
  interaction.result = {
    // A doctor's browser forgets when it is closed; a patient stays signed in.
    login: {
      accountId: account.id,
      acr: twoFactors,
      amr: ['pwd', 'otp', 'mfa'],
      remember: visit.client === 'patient-app',
    },
    ...(interaction.prompt.name === 'create' ? { create: {} } : {}),
  }
  await interaction.persist()
  return { kind: 'finished', location: interaction.returnTo, device }
}

/** True when an account was used before, but never in this browser; then a patient's trail gets an entry, in the same act. */
async function noteDevice(
  ctx: AuthContext,
  visit: Visit,
  account: Account,
  device: string,
): Promise<boolean> {
  const now = ctx.clock.now()
  return ctx.db.asActor(machinery, async (tx) => {
    const isNew = await rememberDevice(tx, account.id, device, visit.deviceName, now)
    if (isNew && account.actor === 'patient') {
      const details = { deviceName: visit.deviceName }
      const act = { accountId: account.id, details, eventId: crypto.randomUUID(), time: now }
      await insertAuditEvent(tx, patientEvent({ action: 'sign-in.new-device', ...act }), now)
    }
    return isNew
  })
}

async function tellOfNewDevice(ctx: AuthContext, visit: Visit, account: Account): Promise<void> {
  const time = `${ctx.clock.now().toISOString().slice(0, 16).replace('T', ' ')} UTC`
  const mail = messages.mails.newDevice(visit.deviceName, time)
  // The entry in the trail is what counts: a mail server that is down keeps nobody out.
  await ctx.mail.send({ to: account.email, ...mail }).catch(events.mailNotSent)
}

/** Someone else was signed in here: their session ends before this one begins. */
async function leaveOtherAccount(
  ctx: AuthContext,
  provider: Provider,
  { interaction }: Visit,
  accountId: string,
): Promise<void> {
  const { session } = interaction
  if (!session?.uid || session.accountId === accountId) return
  const other = await provider.Session.findByUid(session.uid)
  if (other) await endSession(ctx, session.uid)
  delete interaction.session
}
