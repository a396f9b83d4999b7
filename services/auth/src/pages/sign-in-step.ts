/** Step one of signing in: e-mail address and password. An unknown address and a wrong password look the same. */
import type { AuthContext } from '../context.ts'
import { normalizeEmail } from '../domain/normalize-email.ts'
import * as events from '../events.ts'
import { findAccountByEmail, findCredential } from '../store/account-store.ts'
import { machinery } from '../store/machinery.ts'
import { beginSignIn } from '../store/sign-in-store.ts'
import { type FormFault, form } from './form.ts'
import { html } from './html.ts'
import { messages } from './messages.ts'
import { next, type PageReply, type ShownPage } from './page-reply.ts'
import { takeSignInTry } from './tries.ts'
import type { Visit } from './visit.ts'

const text = messages.signIn
/** From the password to the code. */
const stepMinutes = 10

export async function showSignIn(_: AuthContext, visit: Visit): Promise<PageReply> {
  const hint = visit.interaction.params['login_hint']
  return signInPage(visit, typeof hint === 'string' ? hint.slice(0, 320) : '')
}

export async function submitSignIn(ctx: AuthContext, visit: Visit): Promise<PageReply> {
  const typed = visit.form.get('email') ?? ''
  const email = normalizeEmail(typed) ?? ''
  const password = (visit.form.get('password') ?? '').slice(0, 1_024)
  const { account, credential } = await ctx.db.asActor(machinery, async (tx) => {
    const found = await findAccountByEmail(tx, email)
    return { account: found, credential: found ? await findCredential(tx, found.id) : null }
  })
  const tries = await takeSignInTry(ctx, visit, email, account?.id ?? null)
  if (tries.kind === 'wait') return signInPage(visit, typed, waitFault(tries.seconds), tries.seconds)
  const right = await ctx.passwords.matches(credential?.passwordHash ?? null, password)
  if (!right || !account) {
    events.signInRefused('password')
    return signInPage(visit, typed, { field: 'email', text: text.wrong })
  }
  await tries.giveBack()
  const expiresAt = new Date(ctx.clock.now().getTime() + stepMinutes * 60_000)
  await beginSignIn(ctx.db, visit.interactionHash, account.id, expiresAt)
  return next(`${visit.base}/code`)
}

export function waitFault(seconds: number): FormFault {
  return { field: null, text: messages.tooMany(seconds) }
}

export function signInPage(visit: Visit, email: string, fault?: FormFault, wait?: number): ShownPage {
  const fields = [
    {
      name: 'email',
      label: text.email,
      type: 'email',
      autocomplete: 'username',
      value: email.slice(0, 320),
      maxlength: 320,
    },
    {
      name: 'password',
      label: text.password,
      type: 'password',
      autocomplete: 'current-password',
      maxlength: 1_024,
    },
  ] as const
  const newAccount = html`<p class="aside">${text.newAccountLead} <a href="${visit.base}/new-account">${text.newAccount}</a></p>`
  return {
    kind: 'page',
    status: wait === undefined ? (fault ? 422 : 200) : 429,
    title: text.title,
    failed: fault !== undefined,
    body: html`${form({ action: visit.base, token: visit.token, fields, submit: text.submit, fault })}
${visit.client === 'patient-app' ? newAccount : null}`,
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
  }
}
