/** The third step of signing up: a name and a password. */
import { randomBytes } from 'node:crypto'
import type { AuthContext } from '../context.ts'
import { checkPassword } from '../domain/check-password.ts'
import { seedOf } from '../domain/one-time-code.ts'
import { sealSeed } from '../store/seed-box.ts'
import { findSignUp, type SignUp, setSignUpPerson } from '../store/sign-up-store.ts'
import { type FormFault, form } from './form.ts'
import { messages } from './messages.ts'
import { next, type PageReply, type ShownPage } from './page-reply.ts'
import type { Visit } from './visit.ts'

const text = messages.you

export async function showYou(ctx: AuthContext, visit: Visit): Promise<PageReply> {
  const signUp = await provenSignUp(ctx, visit)
  return signUp ? youPage(visit, signUp.name ?? '') : next(`${visit.base}/new-account`)
}

export async function submitYou(ctx: AuthContext, visit: Visit): Promise<PageReply> {
  const signUp = await provenSignUp(ctx, visit)
  if (!signUp) return next(`${visit.base}/new-account`)
  const name = (visit.form.get('name') ?? '').trim().normalize('NFC')
  const password = visit.form.get('password') ?? ''
  if (name === '' || name.length > 200) return youPage(visit, name, { field: 'name', text: text.noName })
  const weakness = checkPassword(password, [name, signUp.email])
  if (weakness) return youPage(visit, name, { field: 'password', text: text[weakness] })
  const seed = seedOf(new Uint8Array(randomBytes(20)))
  const place = { table: 'sign_ups', interaction: visit.interactionHash } as const
  await setSignUpPerson(ctx.db, visit.interactionHash, {
    name,
    passwordHash: await ctx.passwords.hash(password),
    seedSealed: await sealSeed(ctx.keys.records, place, seed),
  })
  return next(`${visit.base}/new-account/authenticator`)
}

/** The sign-up of this browser, once its address is proved. */
export async function provenSignUp(ctx: AuthContext, visit: Visit): Promise<SignUp | null> {
  const signUp = await findSignUp(ctx.db, visit.interactionHash, ctx.clock.now())
  return signUp?.emailProvedAt ? signUp : null
}

function youPage(visit: Visit, name: string, fault?: FormFault): ShownPage {
  return {
    kind: 'page',
    status: fault ? 422 : 200,
    title: text.title,
    step: messages.newAccount.step(3),
    failed: fault !== undefined,
    body: form({
      action: `${visit.base}/new-account/you`,
      token: visit.token,
      fields: [
        {
          name: 'name',
          label: text.name,
          hint: text.nameHint,
          type: 'text',
          autocomplete: 'name',
          value: name.slice(0, 200),
          maxlength: 200,
        },
        {
          name: 'password',
          label: text.password,
          hint: text.passwordHint,
          type: 'password',
          autocomplete: 'new-password',
          maxlength: 1_024,
        },
      ],
      submit: text.submit,
      fault,
    }),
  }
}
