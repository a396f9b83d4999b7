/**
 * Goal: a person who knows the password and holds the code gets in, and nobody else; what comes out is bound to them.
 * Method: auth with a real database, over HTTP, through the pages as a browser sends them.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeDpopKey } from '@nornos/client'
import {
  alertOf,
  beginAuthorization,
  openBrowser,
  PageError,
  signIn,
  TokenError,
} from '@nornos/platform/testing/sign-in'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { type AuthFixture, eventually, startAuth } from './auth-fixture.ts'

let env: AuthFixture
before(async () => {
  env = await startAuth()
})
after(() => env[Symbol.asyncDispose]())

test('a patient signs in and gets a short token, bound to their key, for the services', async () => {
  const astrid = await env.makePerson({ name: 'Astrid Lunde' })
  const signedIn = await signIn({ ...env.patientFlow, ...astrid })
  const claims = decodeJwt(signedIn.accessToken)
  assert.equal(decodeProtectedHeader(signedIn.accessToken).typ, 'at+jwt')
  assert.equal(decodeProtectedHeader(signedIn.accessToken).alg, 'ES256')
  assert.equal(claims.sub, astrid.id)
  assert.equal(claims['name'], 'Astrid Lunde')
  assert.equal(claims['actor'], 'patient')
  assert.deepEqual(claims['organizations'], [])
  assert.deepEqual(claims['cnf'], { jkt: signedIn.dpopKey.thumbprint })
  assert.equal(claims['acr'], 'urn:nornos:acr:two-factor')
  assert.deepEqual(claims.aud, [
    'nornos:relay',
    'nornos:shared-data',
    'nornos:vault',
    'nornos:agents',
    'nornos:connect',
    'nornos:auth',
  ])
  assert.ok((claims.exp ?? 0) - (claims.iat ?? 0) <= 300)
  const me = await env.apiOf(signedIn).meRead({})
  assert.equal(me.status, 200)
  assert.deepEqual(me.body, {
    id: astrid.id,
    name: astrid.name,
    email: astrid.email,
    actor: 'patient',
    sessionId: decodeJwt(signedIn.accessToken)['sid'],
  })
})

test('the token of one browser is worth nothing with the key of another', async () => {
  const signedIn = await signIn({ ...env.patientFlow, ...(await env.makePerson()) })
  const stolen = { ...signedIn, dpopKey: await makeDpopKey() }
  assert.equal((await env.apiOf(stolen).meRead({})).status, 401)
})

test('a doctor signs in with the organization in which they treat; a patient account does not fit the doctor app', async () => {
  const organizationId = await env.seed.createOrganization('Fjord Clinic')
  const verification = { licenceNumber: 'NO-123', country: 'NO' }
  const bob = await env.makePerson({
    name: 'Bob Solheim',
    actor: 'doctor',
    membership: { organizationId, role: 'doctor', verification },
  })
  const { accessToken } = await signIn({ ...env.doctorFlow, ...bob })
  assert.deepEqual(decodeJwt(accessToken)['organizations'], [
    { granteeId: bob.granteeId, id: organizationId, name: 'Fjord Clinic', role: 'doctor', treating: true },
  ])
  const patient = await env.makePerson()
  await assert.rejects(signIn({ ...env.doctorFlow, ...patient }), { name: 'PageError', status: 403 })
  await assert.rejects(signIn({ ...env.patientFlow, ...bob, code: () => bob.code(1) }), {
    name: 'PageError',
    status: 403,
  })
})

test('an unknown address and a wrong password get the same answer', async () => {
  const astrid = await env.makePerson()
  const answers = await Promise.all(
    [astrid.email, 'nobody@example.org'].map(async (email) => {
      const browser = openBrowser(env.config.publicUrl)
      const { url } = await beginAuthorization(env.patientFlow)
      const page = await browser.submit(await browser.get(url), {
        email,
        password: 'not the password at all',
      })
      const neutral = page.text
        .replaceAll(email, 'ADDRESS')
        .replaceAll(/\/sign-in\/[\w-]{20,}/g, '/sign-in/X')
        .replaceAll(/name="token" value="[^"]+"/g, 'TOKEN')
      return { status: page.status, text: neutral }
    }),
  )
  assert.equal(answers[0]?.status, 422)
  assert.deepEqual(answers[0], answers[1])
})

test('a wrong one-time code says so and lets the right one follow; a used one counts no more', async () => {
  const astrid = await env.makePerson()
  const browser = openBrowser(env.config.publicUrl)
  const authorization = await beginAuthorization(env.patientFlow)
  const first = await browser.get(authorization.url)
  const codePage = await browser.submit(first, { email: astrid.email, password: astrid.password })
  const wrong = String((Number(astrid.code()) + 1) % 1_000_000).padStart(6, '0')
  const refused = await browser.submit(codePage, { code: wrong })
  assert.equal(refused.status, 422)
  assert.match(alertOf(refused), /code is not right/)
  const code = astrid.code()
  const callback = await browser.submit(refused, { code })
  await authorization.finish(callback.url)
  await assert.rejects(signIn({ ...env.patientFlow, ...astrid, code }), (cause: unknown) => {
    return cause instanceof PageError && /code is not right/.test(cause.text)
  })
  await signIn({ ...env.patientFlow, ...astrid, code: () => astrid.code(1) })
})

test('after ten wrong passwords a stranger waits, while the owner signs in on a known device', async () => {
  const astrid = await env.makePerson()
  const ownBrowser = openBrowser(env.config.publicUrl)
  const { accessToken } = await signIn({ ...env.patientFlow, ...astrid, browser: ownBrowser })
  const stranger = openBrowser(env.config.publicUrl)
  let page = await stranger.get((await beginAuthorization(env.patientFlow)).url)
  const statuses: number[] = []
  for (let tries = 0; tries < 11; tries++) {
    page = await stranger.submit(page, { email: astrid.email, password: 'guess number one' })
    statuses.push(page.status)
  }
  assert.deepEqual(statuses, [...Array.from({ length: 10 }, () => 422), 429])
  assert.ok(Number(page.headers.get('retry-after')) > 0)
  assert.match(alertOf(page), /Wait \d+ seconds/)
  const right = await stranger.submit(page, { email: astrid.email, password: astrid.password })
  assert.equal(right.status, 429)

  const again = await beginAuthorization(env.patientFlow, { prompt: 'login' })
  const own = await ownBrowser.get(again.url)
  const codePage = await ownBrowser.submit(own, { email: astrid.email, password: astrid.password })
  const callback = await ownBrowser.submit(codePage, { code: astrid.code(1) })
  const renewed = await again.finish(callback.url)
  assert.equal(decodeJwt(renewed.accessToken).sub, decodeJwt(accessToken).sub)
})

test('a sign-in from another browser is told by mail and to the trail; the first one and a known one are not', async () => {
  const astrid = await env.makePerson()
  const laptop = openBrowser(env.config.publicUrl)
  await signIn({ ...env.patientFlow, ...astrid, browser: laptop })
  const phone = openBrowser(env.config.publicUrl, 'Mozilla/5.0 (iPhone) Version/19.0 Safari/605.1')
  await signIn({ ...env.patientFlow, ...astrid, browser: phone, code: () => astrid.code(1) })
  assert.match((await env.mailTo(astrid.email)).text, /Safari on iPhone/)
  const sentAboutHer = () => env.delivered.filter((body) => JSON.stringify(body).includes(astrid.id))
  await eventually(() => sentAboutHer().length > 0)
  const event = {
    patientId: astrid.id,
    action: 'sign-in.new-device',
    details: { deviceName: 'Safari on iPhone' },
  }
  assert.partialDeepStrictEqual(sentAboutHer(), [{ events: [event] }])
  assert.equal(sentAboutHer().length, 1)
})

test('a form without its token, or from another origin, does nothing', async () => {
  const astrid = await env.makePerson()
  const browser = openBrowser(env.config.publicUrl)
  const { url } = await beginAuthorization(env.patientFlow)
  const page = await browser.get(url)
  const { email, password } = astrid
  assert.equal((await browser.submit(page, { email, password, token: 'forged' })).status, 410)
  const elsewhere = openBrowser(env.config.publicUrl)
  assert.equal((await elsewhere.submit(page, { email, password })).status, 410)
  assert.ok((await browser.submit(page, { email, password })).url.endsWith('/code'))
})

test('every page has the strict policy, and style and fonts of its own', async () => {
  const browser = openBrowser(env.config.publicUrl)
  const page = await browser.get((await beginAuthorization(env.patientFlow)).url)
  const policy = page.headers.get('content-security-policy') ?? ''
  assert.match(
    policy,
    /^default-src 'none'; style-src 'self'; font-src 'self'; form-action 'self' http:\/\/localhost:4100;/,
  )
  assert.doesNotMatch(page.text, /<script| style=|\son\w+="/)
  const sources = [...page.text.matchAll(/href="(\/sign-in\/assets\/[^"]+)"/g)].map(([, path]) => path)
  assert.deepEqual(sources, ['/sign-in/assets/style.css'])
  for (const name of ['style.css', 'text.woff2', 'heading.woff2']) {
    assert.equal((await fetch(`${env.config.publicUrl}/sign-in/assets/${name}`)).status, 200)
  }
})

test('a code is for its own verifier: without PKCE, or with the plain method, there is no sign-in', async () => {
  const browser = openBrowser(env.config.publicUrl)
  for (const more of [
    { code_challenge_method: 'plain' },
    { code_challenge: '', code_challenge_method: '' },
  ]) {
    const { url } = await beginAuthorization(env.patientFlow, more)
    const page = await browser.get(url)
    assert.match(page.url, /^http:\/\/localhost:4100\/signed-in\?error=invalid_request/)
  }
  await assert.rejects(
    signIn({
      ...env.patientFlow,
      redirectUri: 'http://localhost:4100/elsewhere',
      ...(await env.makePerson()),
    }),
  )
})

test('an authorization code is used once: the second time ends what the first one gave', async () => {
  const astrid = await env.makePerson()
  const browser = openBrowser(env.config.publicUrl)
  const authorization = await beginAuthorization(env.patientFlow)
  const first = await browser.get(authorization.url)
  const codePage = await browser.submit(first, { email: astrid.email, password: astrid.password })
  const callback = await browser.submit(codePage, { code: astrid.code() })
  const signedIn = await authorization.finish(callback.url)
  await assert.rejects(authorization.finish(callback.url), { name: 'TokenError', error: 'invalid_grant' })
  await assert.rejects(signedIn.refresh(), TokenError)
})
