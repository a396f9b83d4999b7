/** Goal: a proof counts for one request, one token and one key; anything else is refused and breaks nothing. Method: proofs made here. */
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose'
import { verifyDpop } from './dpop.ts'
import { createReplayGuard } from './replay-guard.ts'

const now = new Date('2026-03-01T12:00:00Z')
const url = 'https://api.example/v1/trail'
const token = 'a-token'
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')

async function ask(
  change: { claims?: object; header?: Partial<JWTHeaderParameters>; jwk?: object } = {},
  replays = createReplayGuard(100),
) {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(publicKey)), ...change.jwk }
  const proof = await new SignJWT({
    jti: randomUUID(),
    htm: 'GET',
    htu: url,
    iat: now.getTime() / 1_000,
    ath: sha256(token),
    ...change.claims,
  })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk, ...change.header })
    .sign(privateKey)
  const verify = () => verifyDpop(proof, { method: 'GET', url, token, now }, replays)
  return { first: await verify(), again: await verify() }
}

test('a proof is good once', async () => {
  const { first, again } = await ask()
  assert.match(first ?? '', /^[\w-]{43}$/)
  assert.equal(again, null)
})

test('a proof for another method, address, token or time is refused', async () => {
  const seconds = now.getTime() / 1_000
  for (const claims of [
    { htm: 'POST' },
    { htu: `${url}/` },
    { htu: `${url}?a=b` },
    { ath: sha256('another') },
    { ath: undefined },
    { iat: seconds - 61 },
    { iat: seconds + 61 },
    { jti: 'short' },
  ]) {
    assert.equal((await ask({ claims })).first, null, JSON.stringify(claims))
  }
})

test('a key that is no point of the curve, or holds a secret, is refused like any other bad proof', async () => {
  for (const jwk of [
    { x: 'A'.repeat(43) },
    { y: '!'.repeat(43) },
    { d: 'A'.repeat(43) },
    { kty: 'oct', k: 'AAAA' },
    { crv: 'P-384' },
  ]) {
    assert.equal((await ask({ jwk })).first, null, JSON.stringify(jwk))
  }
})

test('a header of another type is refused, and so is what is no token at all', async () => {
  assert.equal((await ask({ header: { typ: 'JWT' } })).first, null)
  const expected = { method: 'GET', url, token, now }
  for (const proof of ['', '.', 'a.b.c', 'e30.e30.', 'x'.repeat(5_000)]) {
    assert.equal(await verifyDpop(proof, expected, createReplayGuard(1)), null)
  }
})
