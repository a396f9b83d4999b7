/**
 * Goal: anyone with an e-mail address gets an account in four steps, and nobody learns who else has one.
 * Method: auth with a real database, over HTTP, through the pages; codes are read from the outbox folder.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, mock, test } from 'node:test'
import { currentCode } from '@nornos/auth/seed'
import {
  alertOf,
  type Browser,
  beginAuthorization,
  openBrowser,
  type Page,
  signIn,
  signUp,
} from '@nornos/platform/testing/sign-in'
import { present } from '@nornos/std'
import { type AuthFixture, password, startAuth } from './auth-fixture.ts'

let env: AuthFixture
before(async () => {
  env = await startAuth()
})
after(() => env[Symbol.asyncDispose]())

const freshEmail = () => `${randomBytes(6).toString('hex')}@example.org`
const nextStep = (secret: string) => currentCode(secret, new Date(Date.now() + 30_000))

test('a person signs up with an address, a mailed code, a password and an authenticator, and can sign in again', async () => {
  const email = freshEmail()
  const signedUp = await signUp({
    ...env.patientFlow,
    email,
    name: "Zoë O'Hara <b>",
    password,
    mailedCode: () => mailedCode(email),
    codeOf: (secret) => currentCode(secret),
  })
  const me = await env.apiOf(signedUp).meRead({})
  assert.partialDeepStrictEqual(me.body, { email, name: "Zoë O'Hara <b>", actor: 'patient' })
  const again = await signIn({
    ...env.patientFlow,
    email: email.toUpperCase(),
    password,
    code: () => nextStep(signedUp.totpSecret),
  })
  const { sessionId: _, ...account } = present(me.body, 'an account')
  assert.partialDeepStrictEqual((await env.apiOf(again).meRead({})).body, account)
})

test('the code with which the account was made does not also sign in', async () => {
  const email = freshEmail()
  let used = ''
  await signUp({
    ...env.patientFlow,
    email,
    name: 'Astrid Lunde',
    password,
    mailedCode: () => mailedCode(email),
    codeOf: (secret) => {
      used = currentCode(secret)
      return used
    },
  })
  await assert.rejects(signIn({ ...env.patientFlow, email, password, code: used }), /code is not right/)
})

test('an address that has an account gets another mail, and the pages do not differ', async () => {
  const astrid = await env.makePerson()
  const unknown = freshEmail()
  const pages = await Promise.all(
    [astrid.email, unknown].map(async (email) => {
      const { page, browser } = await sendAddress(email)
      const wrong = await browser.submit(page, { code: '000000' })
      return [page, wrong].map(({ status, text }) => ({ status, text: neutral(text, email) }))
    }),
  )
  assert.deepEqual(pages[0], pages[1])
  assert.match((await env.mailTo(astrid.email)).subject, /already have/)
  assert.match((await env.mailTo(unknown)).subject, /^\d{6} is your Nornos code$/)
})

test('a mailed code allows five tries and ten minutes', async () => {
  const email = freshEmail()
  const { page, browser } = await sendAddress(email)
  const code = await mailedCode(email)
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  let last = page
  for (let tries = 0; tries < 5; tries++) last = await browser.submit(last, { code: wrong })
  assert.match(alertOf(last), /code is not right/)
  assert.match(alertOf(await browser.submit(last, { code })), /no longer good/)

  const late = await sendAddress(freshEmail())
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 11 * 60_000 })
  try {
    const expired = await late.browser.submit(late.page, { code: '123456' })
    assert.match(alertOf(expired), /no longer good/)
  } finally {
    mock.timers.reset()
  }
})

test('a mailed code is good only in the browser that asked for it, and no step can be jumped', async () => {
  const email = freshEmail()
  await sendAddress(email)
  const code = await mailedCode(email)
  const other = await sendAddress(freshEmail())
  assert.equal((await other.browser.submit(other.page, { code })).status, 422)
  const base = new URL(other.page.url).pathname.replace(/\/code$/, '')
  for (const step of ['/you', '/authenticator']) {
    const jumped = await other.browser.get(`${env.config.publicUrl}${base}${step}`)
    assert.ok(new URL(jumped.url).pathname.endsWith('/new-account'))
  }
})

test('a short, a known and a personal password are refused with what to do', async () => {
  const email = freshEmail()
  const { page, browser } = await sendAddress(email)
  const you = await browser.submit(page, { code: await mailedCode(email) })
  const name = 'Benedikta Quist'
  const cases = [
    ['tooshort', /at least 12 characters/],
    ['passwordpassword', /easy to guess/],
    ['benediktaquist1', /easy to guess/],
  ] as const
  for (const [weak, words] of cases) {
    const refused = await browser.submit(you, { name, password: weak })
    assert.equal(refused.status, 422)
    assert.match(alertOf(refused), words)
    assert.ok(refused.text.includes('aria-invalid="true"'))
    assert.ok(!refused.text.includes(weak))
  }
  assert.equal((await browser.submit(you, { name, password })).status, 200)
})

test('a fifth mail to one address has to wait', async () => {
  const email = freshEmail()
  const { browser } = await sendAddress(email)
  const page = await browser.get((await beginAuthorization(env.patientFlow, { prompt: 'create' })).url)
  const statuses: number[] = []
  for (let tries = 0; tries < 4; tries++) statuses.push((await browser.submit(page, { email })).status)
  assert.deepEqual(statuses, [200, 200, 200, 429])
})

test('the doctor app offers no sign-up', async () => {
  const browser = openBrowser(env.config.publicUrl)
  const page = await browser.get((await beginAuthorization(env.doctorFlow, { prompt: 'create' })).url)
  assert.ok(!page.url.includes('new-account'))
  const jumped = await browser.get(`${page.url.replace(/\?.*$/, '')}/new-account`)
  assert.ok(!jumped.url.endsWith('/new-account'))
})

test('nothing that a person typed is in the log', () => {
  const lines = env.logged.join('')
  assert.ok(lines.includes('account opened'))
  assert.ok(!lines.includes('example.org') && !lines.includes(password) && !lines.includes('Lunde'))
})

async function sendAddress(email: string): Promise<{ readonly browser: Browser; readonly page: Page }> {
  const browser = openBrowser(env.config.publicUrl)
  const first = await browser.get((await beginAuthorization(env.patientFlow, { prompt: 'create' })).url)
  return { browser, page: await browser.submit(first, { email }) }
}

async function mailedCode(email: string): Promise<string> {
  return /\d{6}/.exec((await env.mailTo(email)).subject)?.[0] ?? ''
}

function neutral(text: string, email: string): string {
  return text
    .replaceAll(email, 'ADDRESS')
    .replaceAll(/\/sign-in\/[\w-]{20,}/g, '/sign-in/X')
    .replaceAll(/name="token" value="[^"]+"/g, 'TOKEN')
}
