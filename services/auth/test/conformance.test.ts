/**
 * Goal: auth is an OpenID provider that others' software understands, and refuses what the profiles refuse.
 * Method: `openid-client`, which was written by other people, runs the flow; raw requests for what it would not send.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from '@nornos/platform/testing/sign-in'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as client from 'openid-client'
import { type AuthFixture, startAuth } from './auth-fixture.ts'

let env: AuthFixture
before(async () => {
  env = await startAuth()
})
after(() => env[Symbol.asyncDispose]())

test('openid-client discovers auth, signs in with DPoP, verifies the tokens, refreshes and revokes', async () => {
  const astrid = await env.makePerson()
  const configuration = await discover()
  const pair = await client.randomDPoPKeyPair('ES256')
  const dpop = client.getDPoPHandle(configuration, pair)
  const verifier = client.randomPKCECodeVerifier()
  const redirectUri = env.patientFlow.redirectUri
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid api',
    resource: 'urn:nornos:api',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  const browser = openBrowser(env.config.publicUrl)
  const { email, password } = astrid
  const codePage = await browser.submit(await browser.get(url.href), { email, password })
  const callback = await browser.submit(codePage, { code: astrid.code() })
  const tokens = await client.authorizationCodeGrant(
    configuration,
    new URL(callback.url),
    { pkceCodeVerifier: verifier, idTokenExpected: true },
    undefined,
    { DPoP: dpop },
  )
  assert.equal(tokens.claims()?.sub, astrid.id)
  assert.equal(tokens.token_type, 'dpop')
  const keys = createRemoteJWKSet(new URL(configuration.serverMetadata().jwks_uri ?? ''))
  const { payload } = await jwtVerify(tokens.access_token, keys, {
    issuer: env.config.issuer,
    audience: 'nornos:vault',
    typ: 'at+jwt',
  })
  assert.equal(payload.sub, astrid.id)

  const refreshToken = tokens.refresh_token ?? ''
  const renewed = await client.refreshTokenGrant(configuration, refreshToken, undefined, { DPoP: dpop })
  assert.notEqual(renewed.access_token, tokens.access_token)
  await client.tokenRevocation(configuration, refreshToken)
  await assert.rejects(client.refreshTokenGrant(configuration, refreshToken, undefined, { DPoP: dpop }), {
    error: 'invalid_grant',
  })
})

test('the metadata promises only what auth does', async () => {
  const metadata = (await discover()).serverMetadata()
  assert.equal(metadata.issuer, env.config.issuer)
  assert.deepEqual(metadata.response_types_supported, ['code'])
  assert.deepEqual(metadata.code_challenge_methods_supported, ['S256'])
  assert.deepEqual([...(metadata.grant_types_supported ?? [])].sort(), [
    'authorization_code',
    'refresh_token',
  ])
  assert.equal(metadata.authorization_endpoint, `${env.config.issuer}/authorize`)
  assert.equal(metadata.registration_endpoint, undefined)
  assert.equal(metadata.introspection_endpoint, undefined)
  const inserted = await fetch(`${env.config.publicUrl}/.well-known/oauth-authorization-server/oidc`)
  assert.partialDeepStrictEqual(await inserted.json(), { issuer: env.config.issuer })
})

test('the public keys hold no private part', async () => {
  const { keys } = await (await fetch(`${env.config.issuer}/jwks`)).json()
  assert.equal(keys.length, 1)
  for (const key of keys)
    assert.deepEqual(
      Object.keys(key).filter((name) => 'dpqiko'.includes(name)),
      [],
    )
})

test('what a forged Host or protocol header says changes no address', async () => {
  const response = await fetch(`${env.config.issuer}/.well-known/openid-configuration`, {
    headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  })
  assert.equal((await response.json()).token_endpoint, `${env.config.issuer}/token`)
})

test('unknown clients, foreign addresses, other flows and other resources are refused', async () => {
  const ask = async (more: Readonly<Record<string, string>>) => {
    const parameters = new URLSearchParams({
      client_id: 'patient-app',
      response_type: 'code',
      redirect_uri: env.patientFlow.redirectUri,
      scope: 'openid api',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
      ...more,
    })
    const response = await fetch(`${env.config.issuer}/authorize?${parameters}`, {
      redirect: 'manual',
      headers: { accept: 'text/html' },
    })
    return { status: response.status, location: response.headers.get('location') ?? '' }
  }
  for (const more of [{ client_id: 'nobody' }, { redirect_uri: 'https://evil.example/' }]) {
    const { status, location } = await ask(more)
    assert.equal(status, 400)
    assert.equal(location, '')
  }
  for (const more of [
    { response_type: 'token' },
    { resource: 'urn:someone:else' },
    { response_type: 'id_token' },
  ]) {
    const { location } = await ask(more)
    assert.match(location, /^http:\/\/localhost:4100\/signed-in[?#]error=/)
  }
  assert.match((await ask({ prompt: 'none' })).location, /error=login_required/)
  assert.match((await ask({})).location, /^\/sign-in\//)
})

function discover(): Promise<client.Configuration> {
  return client.discovery(new URL(env.config.issuer), 'patient-app', undefined, client.None(), {
    execute: [client.allowInsecureRequests],
  })
}
