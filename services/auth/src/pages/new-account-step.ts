/**
 * The first two steps of signing up: an e-mail address, and the code that was mailed to it. An address that has an
 * account gets another mail; the pages do not differ.
 */
import { createHmac, randomBytes, randomInt } from 'node:crypto'
import type { AuthContext } from '../context.ts'
import { normalizeEmail } from '../domain/normalize-email.ts'
import * as events from '../events.ts'
import { findAccountByEmail } from '../store/account-store.ts'
import { machinery } from '../store/machinery.ts'
import { beginSignUp, findSignUp, tryEmailCode } from '../store/sign-up-store.ts'
import { codeField, digitsOf, type FormFault, form } from './form.ts'
import { html } from './html.ts'
import { messages } from './messages.ts'
import { next, type PageReply, type ShownPage } from './page-reply.ts'
import { waitFault } from './sign-in-step.ts'
import { giveMailTryBack, takeMailTry } from './tries.ts'
import type { Visit } from './visit.ts'

const codeMinutes = 10
const signUpMinutes = 60

export async function showNewAccount(_: AuthContext, visit: Visit): Promise<PageReply> {
  return newAccountPage(visit, '')
}

export async function submitNewAccount(ctx: AuthContext, visit: Visit): Promise<PageReply> {
  const typed = visit.form.get('email') ?? ''
  const email = normalizeEmail(typed)
  const text = messages.newAccount.notAnAddress
  if (email === null) return newAccountPage(visit, typed, { field: 'email', text })
  const tries = await takeMailTry(ctx, visit, email)
  if (tries.kind === 'wait') return newAccountPage(visit, typed, waitFault(tries.seconds), tries.seconds)
  const sent = await sendCode(ctx, visit, email)
  if (!sent) return newAccountPage(visit, typed, { field: null, text: messages.mailFailed })
  return next(`${visit.base}/new-account/code`)
}

async function sendCode(ctx: AuthContext, visit: Visit, email: string): Promise<boolean> {
  const now = ctx.clock.now().getTime()
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const exists = await ctx.db.asActor(machinery, (tx) => findAccountByEmail(tx, email))
  // With an account, no code is right: the row is there so that the next page looks the same.
  const hash = exists ? randomBytes(32) : codeHash(ctx, visit, code)
  await ctx.db.asActor(machinery, (tx) =>
    beginSignUp(
      tx,
      visit.interactionHash,
      email,
      { hash, expiresAt: new Date(now + codeMinutes * 60_000) },
      new Date(now + signUpMinutes * 60_000),
    ),
  )
  const mail = exists ? messages.mails.exists : messages.mails.code(code)
  try {
    await ctx.mail.send({ to: email, ...mail })
    return true
  } catch (cause) {
    events.mailNotSent(cause)
    return false
  }
}

/** Keyed: six digits alone could be found from their hash. */
function codeHash(ctx: AuthContext, visit: Visit, code: string): Buffer {
  return createHmac('sha256', ctx.keys.forms).update(visit.interactionHash).update(code).digest()
}

export async function showMailCode(ctx: AuthContext, visit: Visit): Promise<PageReply> {
  const signUp = await findSignUp(ctx.db, visit.interactionHash, ctx.clock.now())
  return signUp ? mailCodePage(visit, signUp.email) : next(`${visit.base}/new-account`)
}

export async function submitMailCode(ctx: AuthContext, visit: Visit): Promise<PageReply> {
  const now = ctx.clock.now()
  const signUp = await findSignUp(ctx.db, visit.interactionHash, now)
  if (!signUp) return next(`${visit.base}/new-account`)
  const hash = codeHash(ctx, visit, digitsOf(visit.form.get('code') ?? ''))
  const verdict = await tryEmailCode(ctx.db, visit.interactionHash, hash, now)
  if (verdict === 'right') {
    await giveMailTryBack(ctx, visit, signUp.email)
    return next(`${visit.base}/new-account/you`)
  }
  return mailCodePage(visit, signUp.email, { field: 'code', text: messages.mailCode[verdict] })
}

function newAccountPage(visit: Visit, email: string, fault?: FormFault, wait?: number): ShownPage {
  const text = messages.newAccount
  const content = form({
    action: `${visit.base}/new-account`,
    token: visit.token,
    fields: [
      {
        name: 'email',
        label: text.email,
        type: 'email',
        autocomplete: 'email',
        value: email.slice(0, 320),
        maxlength: 320,
      },
    ],
    submit: text.submit,
    fault,
  })
  return {
    kind: 'page',
    status: wait === undefined ? (fault ? 422 : 200) : 429,
    title: text.title,
    step: text.step(1),
    failed: fault !== undefined,
    body: html`<p>${text.lead}</p>${content}
<p class="aside">${text.signInLead} <a href="${visit.base}?sign-in">${text.signIn}</a></p>`,
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
  }
}

function mailCodePage(visit: Visit, email: string, fault?: FormFault): ShownPage {
  const text = messages.mailCode
  const content = form({
    action: `${visit.base}/new-account/code`,
    token: visit.token,
    fields: [codeField('code', text.label)],
    submit: text.submit,
    fault,
  })
  return {
    kind: 'page',
    status: fault ? 422 : 200,
    title: text.title,
    step: messages.newAccount.step(2),
    failed: fault !== undefined,
    body: html`<p>${text.lead(email)}</p>${content}
<p class="aside"><a href="${visit.base}/new-account">${text.again}</a></p>`,
  }
}
