/** The last step of signing up: an authenticator app, proved by one code. Then the account exists. */
import { randomUUID } from 'node:crypto'
import type { Provider } from 'oidc-provider'
import type { AuthContext } from '../context.ts'
import { authenticatorUri, stepOfCode } from '../domain/one-time-code.ts'
import * as events from '../events.ts'
import { insertAccount } from '../store/account-store.ts'
import { machinery } from '../store/machinery.ts'
import { openSeed, sealSeed } from '../store/seed-box.ts'
import { deleteSignUp, type SignUp } from '../store/sign-up-store.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { codeField, digitsOf, type FormFault, form } from './form.ts'
import { html } from './html.ts'
import { messages } from './messages.ts'
import { next, type PageReply, type ShownPage } from './page-reply.ts'
import { qrCode } from './qr-code.ts'
import { waitFault } from './sign-in-step.ts'
import { takeSignInTry } from './tries.ts'
import type { Visit } from './visit.ts'
import { provenSignUp } from './you-step.ts'

const text = messages.authenticator

interface CompleteSignUp {
  readonly email: string
  readonly name: string
  readonly passwordHash: string
  readonly seed: string
}

export async function showAuthenticator(ctx: AuthContext, visit: Visit): Promise<PageReply> {
  const signUp = await completeSignUp(ctx, visit)
  return signUp ? authenticatorPage(visit, signUp) : next(`${visit.base}/new-account/you`)
}

export async function submitAuthenticator(
  ctx: AuthContext,
  visit: Visit,
  provider: Provider,
): Promise<PageReply> {
  const signUp = await completeSignUp(ctx, visit)
  if (!signUp) return next(`${visit.base}/new-account/you`)
  const tries = await takeSignInTry(ctx, visit, signUp.email, null)
  if (tries.kind === 'wait') return authenticatorPage(visit, signUp, waitFault(tries.seconds))
  const step = stepOfCode(signUp.seed, digitsOf(visit.form.get('code') ?? ''), ctx.clock.now())
  if (step === null) return authenticatorPage(visit, signUp, { field: 'code', text: text.wrong })
  await tries.giveBack()
  return openAccount(ctx, visit, provider, signUp, step)
}

async function openAccount(
  ctx: AuthContext,
  visit: Visit,
  provider: Provider,
  signUp: CompleteSignUp,
  step: number,
): Promise<PageReply> {
  const { email, name, passwordHash, seed } = signUp
  const id = randomUUID()
  const account = { id, email, name, actor: 'patient', createdAt: ctx.clock.now() } as const
  const seedSealed = await sealSeed(ctx.keys.records, { table: 'credentials', accountId: id }, seed)
  const taken = await ctx.db
    .asActor(machinery, async (tx) => {
      const inserted = await insertAccount(tx, account, { passwordHash, seedSealed, lastStep: step })
      if (!inserted.ok) throw new AddressTaken()
      await deleteSignUp(tx, visit.interactionHash)
      return false
    })
    .catch((cause: unknown) => {
      if (cause instanceof AddressTaken) return true
      throw cause
    })
  if (taken) return authenticatorPage(visit, signUp, { field: null, text: text.taken })
  events.accountOpened()
  return finishSignIn(ctx, provider, visit, account)
}

/** Two sign-ups of one address at the same moment: rolls the second one back. */
class AddressTaken extends Error {
  override readonly name = 'AddressTaken'
}

async function completeSignUp(ctx: AuthContext, visit: Visit): Promise<CompleteSignUp | null> {
  const signUp: SignUp | null = await provenSignUp(ctx, visit)
  if (!signUp?.name || !signUp.passwordHash || !signUp.seedSealed) return null
  const { email, name, passwordHash, seedSealed } = signUp
  const place = { table: 'sign_ups', interaction: visit.interactionHash } as const
  return { email, name, passwordHash, seed: await openSeed(ctx.keys.records, place, seedSealed) }
}

function authenticatorPage(visit: Visit, signUp: CompleteSignUp, fault?: FormFault): ShownPage {
  const key = signUp.seed.replaceAll(/(.{4})(?=.)/g, '$1 ')
  const content = form({
    action: `${visit.base}/new-account/authenticator`,
    token: visit.token,
    fields: [codeField('code', text.label)],
    submit: text.submit,
    fault,
  })
  return {
    kind: 'page',
    status: fault ? 422 : 200,
    title: text.title,
    step: messages.newAccount.step(4),
    failed: fault !== undefined,
    body: html`<p>${text.lead}</p>
${qrCode(authenticatorUri(signUp.seed, signUp.email), text.picture)}
<p>${text.key}: <span class="key">${key}</span></p>
${content}`,
  }
}
