/** Step two of signing in: the one-time code. Each code counts once. */
import type { Provider } from 'oidc-provider'
import type { AuthContext } from '../context.ts'
import { stepOfCode } from '../domain/one-time-code.ts'
import * as events from '../events.ts'
import { mayUse } from '../oidc/clients.ts'
import { findAccountById, findCredential, useStep } from '../store/account-store.ts'
import { machinery } from '../store/machinery.ts'
import { openSeed } from '../store/seed-box.ts'
import { accountOfSignIn, deleteSignIn } from '../store/sign-in-store.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { codeField, digitsOf, type FormFault, form } from './form.ts'
import { html } from './html.ts'
import { messages } from './messages.ts'
import type { PageReply, ShownPage } from './page-reply.ts'
import { signInPage, waitFault } from './sign-in-step.ts'
import { takeSignInTry } from './tries.ts'
import type { Visit } from './visit.ts'

const text = messages.code

export async function showCode(ctx: AuthContext, visit: Visit): Promise<PageReply> {
  const accountId = await accountOfSignIn(ctx.db, visit.interactionHash, ctx.clock.now())
  return accountId === null ? tookTooLong(visit) : codePage(visit)
}

export async function submitCode(ctx: AuthContext, visit: Visit, provider: Provider): Promise<PageReply> {
  const accountId = await accountOfSignIn(ctx.db, visit.interactionHash, ctx.clock.now())
  if (accountId === null) return tookTooLong(visit)
  const tries = await takeSignInTry(ctx, visit, accountId, accountId)
  if (tries.kind === 'wait') return codePage(visit, waitFault(tries.seconds), tries.seconds)
  if (!(await useCode(ctx, accountId, digitsOf(visit.form.get('code') ?? '')))) {
    events.signInRefused('one-time-code')
    return codePage(visit, { field: 'code', text: text.wrong })
  }
  await tries.giveBack()
  await deleteSignIn(ctx.db, visit.interactionHash)
  const account = await ctx.db.asActor(machinery, (tx) => findAccountById(tx, accountId))
  if (!account) return tookTooLong(visit)
  if (!mayUse(account.actor, visit.client)) {
    events.signInRefused('wrong-app')
    return wrongAppPage(visit)
  }
  return finishSignIn(ctx, provider, visit, account)
}

async function useCode(ctx: AuthContext, accountId: string, code: string): Promise<boolean> {
  return ctx.db.asActor(machinery, async (tx) => {
    const credential = await findCredential(tx, accountId)
    if (!credential) return false
    const seed = await openSeed(ctx.keys.records, { table: 'credentials', accountId }, credential.seedSealed)
    const step = stepOfCode(seed, code, ctx.clock.now())
    return step !== null && (await useStep(tx, accountId, step))
  })
}

function tookTooLong(visit: Visit): ShownPage {
  return signInPage(visit, '', { field: 'email', text: text.expired })
}

function codePage(visit: Visit, fault?: FormFault, wait?: number): ShownPage {
  const content = form({
    action: `${visit.base}/code`,
    token: visit.token,
    fields: [codeField('code', text.label)],
    submit: text.submit,
    fault,
  })
  return {
    kind: 'page',
    status: wait === undefined ? (fault ? 422 : 200) : 429,
    title: text.title,
    failed: fault !== undefined,
    body: html`<p>${text.lead}</p>${content}<p class="aside"><a href="${visit.base}">${text.again}</a></p>`,
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
  }
}

function wrongAppPage(visit: Visit): ShownPage {
  const reason = visit.client === 'patient-app' ? messages.wrongApp.patient : messages.wrongApp.doctor
  return {
    kind: 'page',
    status: 403,
    title: messages.wrongApp.title,
    failed: true,
    body: html`<p role="alert">${reason}</p>
<p class="aside"><a href="${visit.base}">${messages.wrongApp.submit}</a></p>`,
  }
}
