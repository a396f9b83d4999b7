/**
 * Goal: a session lasts as long as it should, is renewed only by its own key, and ends everywhere at once.
 * Method: auth with a real database, over HTTP; time is moved by moving the process's clock.
 */
import assert from 'node:assert/strict'
import { after, before, mock, test } from 'node:test'
import { makeDpopKey } from '@nornos/client'
import {
  beginAuthorization,
  openBrowser,
  requestTokens,
  type SignedIn,
  signIn,
} from '@nornos/platform/testing/sign-in'
import { decodeJwt } from 'jose'
import { Client } from 'pg'
import { type AuthFixture, type Person, startAuth } from './auth-fixture.ts'

let env: AuthFixture
before(async () => {
  env = await startAuth()
})
after(() => env[Symbol.asyncDispose]())

const minute = 60_000
const day = 86_400_000

test('a refresh gives a new token of the same session; a crash of auth in between signs nobody out', async () => {
  const first = await signIn({ ...env.patientFlow, ...(await env.makePerson()) })
  await env.restart()
  const second = await first.refresh()
  assert.notEqual(second.accessToken, first.accessToken)
  assert.equal(decodeJwt(second.accessToken)['sid'], decodeJwt(first.accessToken)['sid'])
  assert.equal(decodeJwt(second.accessToken)['auth_time'], decodeJwt(first.accessToken)['auth_time'])
  assert.equal((await env.apiOf(second).meRead({})).status, 200)
})

test('a stolen refresh token is worth nothing without its key', async () => {
  const { refreshToken } = await signIn({ ...env.patientFlow, ...(await env.makePerson()) })
  const grant = { grant_type: 'refresh_token', refresh_token: refreshToken }
  await assert.rejects(requestTokens(env.patientFlow, await makeDpopKey(), grant), { error: 'invalid_grant' })
})

test('of six refreshes at the moment of rotation at most one succeeds', async () => {
  const signedIn = await signIn({ ...env.patientFlow, ...(await env.makePerson()) })
  await at(Date.now() + 10 * day, async () => {
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => signedIn.refresh()))
    const won = results.filter((result) => result.status === 'fulfilled')
    assert.equal(won.length, 1)
    for (const result of results) {
      if (result.status === 'rejected') assert.equal(Reflect.get(result.reason, 'error'), 'invalid_grant')
    }
  })
})

test('six refreshes far from rotation all succeed, so that two tabs sign each other out of nothing', async () => {
  const signedIn = await signIn({ ...env.patientFlow, ...(await env.makePerson()) })
  const all = await Promise.all(Array.from({ length: 6 }, () => signedIn.refresh()))
  assert.equal(new Set(all.map(({ refreshToken }) => refreshToken)).size, 1)
})

test('the same DPoP proof cannot be sent twice, nor one for another address', async () => {
  const { refreshToken, dpopKey } = await signIn({ ...env.patientFlow, ...(await env.makePerson()) })
  const url = `${env.config.issuer}/token`
  const body = { client_id: 'patient-app', grant_type: 'refresh_token', refresh_token: refreshToken }
  const send = (dpop: string) =>
    fetch(url, { method: 'POST', headers: { dpop }, body: new URLSearchParams(body) })
  const proof = await dpopKey.proof({ method: 'POST', url })
  assert.equal((await send(proof)).status, 200)
  assert.equal((await send(proof)).status, 400)
  assert.equal((await send(await dpopKey.proof({ method: 'POST', url: `${url}x` }))).status, 400)
  assert.equal((await fetch(url, { method: 'POST', body: new URLSearchParams(body) })).status, 400)
})

test('a browser whose clock is wrong is given a nonce and gets its token', async () => {
  const signedIn = await signIn({ ...env.patientFlow, ...(await env.makePerson()) })
  const slow = {
    ...signedIn.dpopKey,
    proof: (request: Parameters<SignedIn['dpopKey']['proof']>[0]) => {
      const now = Date.now()
      return at(now - 10 * minute, () => signedIn.dpopKey.proof(request))
    },
  }
  const grant = { grant_type: 'refresh_token', refresh_token: signedIn.refreshToken }
  assert.ok((await requestTokens(env.patientFlow, slow, grant)).accessToken)
})

test('signing out ends the token, the refresh token and the browser, and neighbours hear of it at once', async () => {
  const astrid = await env.makePerson()
  const browser = openBrowser(env.config.publicUrl)
  const signedIn = await signIn({ ...env.patientFlow, ...astrid, browser })
  const sid = String(decodeJwt(signedIn.accessToken)['sid'])
  const stop = new AbortController()
  const stream = await env.neighbour.revokedSessionEvents({ signal: stop.signal })
  assert.equal(stream.status, 200)
  assert.ok(stream.body)
  const heard = firstOf(stream.body, sid)
  assert.equal((await env.apiOf(signedIn).sessionEnd({})).status, 204)
  await heard
  stop.abort()
  assert.equal((await env.apiOf(signedIn).meRead({})).status, 401)
  await assert.rejects(signedIn.refresh(), { error: 'invalid_grant' })
  const page = await browser.get((await beginAuthorization(env.patientFlow)).url)
  assert.equal(page.status, 200)
  assert.match(page.text, /<h1>Sign in<\/h1>/)
})

test('someone who listens later still hears what ended in the last five minutes', async () => {
  const signedIn = await signIn({ ...env.patientFlow, ...(await env.makePerson()) })
  await env.apiOf(signedIn).sessionEnd({})
  const stop = new AbortController()
  const stream = await env.neighbour.revokedSessionEvents({ signal: stop.signal })
  assert.ok(stream.body)
  await firstOf(stream.body, String(decodeJwt(signedIn.accessToken)['sid']))
  stop.abort()
})

test('an end is told also when the notice of it was lost with a connection', async () => {
  const signedIn = await signIn({ ...env.patientFlow, ...(await env.makePerson()) })
  const stop = new AbortController()
  const stream = await env.neighbour.revokedSessionEvents({ signal: stop.signal })
  assert.ok(stream.body)
  const heard = firstOf(stream.body, String(decodeJwt(signedIn.accessToken)['sid']))
  await cutListeners()
  await env.apiOf(signedIn).sessionEnd({})
  await heard
  stop.abort()
})

/** Waits until somebody listens, and breaks their connection to the database. */
async function cutListeners(): Promise<void> {
  const client = new Client({ connectionString: env.config.database.url })
  await client.connect()
  try {
    let cut = 0
    while (cut === 0) {
      const { rowCount } = await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and query like 'listen %'`,
      )
      cut = rowCount ?? 0
    }
  } finally {
    await client.end()
  }
}

test('signing out by address asks first, then ends the tokens and leads back to the app', async () => {
  const browser = openBrowser(env.config.publicUrl)
  const signedIn = await signIn({ ...env.patientFlow, ...(await env.makePerson()), browser })
  const parameters = new URLSearchParams({
    id_token_hint: signedIn.idToken,
    post_logout_redirect_uri: 'http://localhost:4100/',
  })
  const question = await browser.get(`${env.config.issuer}/session/end?${parameters}`)
  assert.match(question.text, /<h1>Sign out\?<\/h1>/)
  assert.equal((await env.apiOf(signedIn).meRead({})).status, 200)
  const form = /<form id="op.logoutForm" method="post" action="([^"]+)"/.exec(question.text)
  const plain = question.text.replace(form?.[0] ?? '', `<form method="post" action="${form?.[1]}"`)
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(question.text)?.[1] ?? ''
  const end = await browser.submit({ ...question, text: plain }, { xsrf, logout: 'yes' })
  assert.equal(end.url, 'http://localhost:4100/')
  assert.equal((await env.apiOf(signedIn).meRead({})).status, 401)
})

test('a doctor who was away for half an hour signs in again; a patient does not have to', async () => {
  const doctorsBrowser = openBrowser(env.config.publicUrl)
  const patientsBrowser = openBrowser(env.config.publicUrl)
  const doctor = await signIn({ ...env.doctorFlow, ...(await makeDoctor()), browser: doctorsBrowser })
  const patient = await signIn({
    ...env.patientFlow,
    ...(await env.makePerson()),
    browser: patientsBrowser,
  })
  await at(Date.now() + 15 * minute, () => doctor.refresh())
  await at(Date.now() + 50 * minute, async () => {
    const page = await doctorsBrowser.get((await beginAuthorization(env.doctorFlow)).url)
    assert.match(page.text, /<h1>Sign in<\/h1>/)
    const back = await patientsBrowser.get((await beginAuthorization(env.patientFlow)).url)
    assert.ok(back.url.startsWith(env.patientFlow.redirectUri))
    await assert.rejects(doctor.refresh(), { error: 'invalid_grant' })
    await patient.refresh()
  })
})

test('a second person who signs in in the same browser ends the session of the first', async () => {
  const browser = openBrowser(env.config.publicUrl)
  const first = await signIn({ ...env.patientFlow, ...(await env.makePerson()), browser })
  const other = await env.makePerson()
  const authorization = await beginAuthorization(env.patientFlow, { prompt: 'login' })
  const { email, password } = other
  const codePage = await browser.submit(await browser.get(authorization.url), { email, password })
  const callback = await browser.submit(codePage, { code: other.code() })
  const second = await authorization.finish(callback.url)
  assert.equal(decodeJwt(second.accessToken).sub, other.id)
  assert.equal((await env.apiOf(first).meRead({})).status, 401)
})

test('other pages may not read the token endpoint; the apps may', async () => {
  const ask = (origin: string) =>
    fetch(`${env.config.issuer}/token`, {
      method: 'POST',
      headers: { origin },
      body: new URLSearchParams({
        client_id: 'patient-app',
        grant_type: 'refresh_token',
        refresh_token: 'x',
      }),
    })
  const own = await ask('http://localhost:4100')
  assert.equal(own.headers.get('access-control-allow-origin'), 'http://localhost:4100')
  assert.equal((await ask('https://evil.example')).headers.get('access-control-allow-origin'), null)
})

test('what is stored holds no token, no cookie, no seed and no password', async () => {
  const astrid = await env.makePerson()
  const signedIn = await signIn({ ...env.patientFlow, ...astrid })
  const client = new Client({ connectionString: env.config.database.url })
  await client.connect()
  await client.query("select set_config('nornos.actor_type', 'service', false)")
  const rows: string[] = []
  for (const table of ['oidc_records', 'credentials', 'sessions', 'sign_ins', 'sign_ups', 'known_devices']) {
    const { rows: found } = await client.query(`select to_jsonb(t)::text as row from ${table} t`)
    rows.push(...found.map(({ row }) => String(row)))
  }
  await client.end()
  const everything = rows.join('\n')
  assert.ok(everything.includes(astrid.id))
  for (const secret of [signedIn.refreshToken, astrid.totpSecret, astrid.password]) {
    for (const text of [
      secret,
      Buffer.from(secret).toString('hex'),
      Buffer.from(secret).toString('base64'),
    ]) {
      assert.ok(!everything.includes(text))
    }
  }
})

async function makeDoctor(): Promise<Person> {
  const organizationId = await env.seed.createOrganization('Fjord Clinic')
  const verification = { licenceNumber: 'NO-123', country: 'NO' }
  return env.makePerson({ actor: 'doctor', membership: { organizationId, role: 'doctor', verification } })
}

async function firstOf(
  stream: AsyncIterable<{ readonly value: { readonly sessionId: string } }>,
  sessionId: string,
): Promise<void> {
  for await (const { value } of stream) if (value.sessionId === sessionId) return
}

/** Runs `work` while this process believes that it is another time. */
async function at<Value>(now: number, work: () => Promise<Value>): Promise<Value> {
  mock.timers.enable({ apis: ['Date'], now })
  try {
    return await work()
  } finally {
    mock.timers.reset()
  }
}

test('a person ends the session of a device they lost, and nobody else’s', async () => {
  const person = await env.makePerson()
  const lost = await signIn({ ...env.patientFlow, ...person })
  const sessionId = String(decodeJwt(lost.accessToken)['sid'])
  const stranger = await signIn({ ...env.patientFlow, ...(await env.makePerson()) })
  const refused = await env.apiOf(stranger).sessionRemove({ params: { sessionId } })
  assert.equal(refused.status, 404)
  assert.equal((await env.apiOf(lost).meRead({})).status, 200)
  assert.equal((await env.apiOf(lost).sessionRemove({ params: { sessionId } })).status, 204)
  assert.equal((await env.apiOf(lost).meRead({})).status, 401)
  await assert.rejects(lost.refresh(), { error: 'invalid_grant' })
})
