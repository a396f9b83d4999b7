/**
 * Goal: pages of our own apps may call and read, no other page may. Method: the headers that a browser goes by, for
 * preflights, answers and refusals, from an origin of ours and from one that is not.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { TestPlatform } from '@nornos/platform/testing'

const stranger = 'https://nornos.example'

let env: TestPlatform
let ours: readonly string[]
before(async () => {
  env = await TestPlatform.create()
  const { patientApp, doctorApp } = env.installation.ports
  ours = [`http://localhost:${patientApp}`, `http://localhost:${doctorApp}`]
})
after(() => env[Symbol.asyncDispose]())

test('a preflight of our apps names what they may do', async () => {
  for (const origin of ours) {
    const { headers, status } = await preflight('/v1/consents', origin)
    assert.equal(status, 204)
    assert.equal(headers.get('access-control-allow-origin'), origin)
    assert.equal(headers.get('access-control-allow-methods'), 'GET, POST')
    assert.match(headers.get('access-control-allow-headers') ?? '', /authorization.*dpop/)
  }
})

test('a preflight of any other page, or of none, allows nothing', async () => {
  for (const origin of [stranger, 'null', `${ours[0]}.example`, `${ours[0]}0`]) {
    assert.deepEqual(allowances((await preflight('/v1/consents', origin)).headers), [])
  }
})

test('answers and refusals can be read by our apps alone, and cookies are never asked for', async () => {
  for (const path of ['/v1/me', '/v1/nothing-here']) {
    const own = await fetch(`${env.publicUrl}${path}`, { headers: { origin: ours[0] ?? '' } })
    assert.equal(own.headers.get('access-control-allow-origin'), ours[0])
    assert.equal(own.headers.get('access-control-allow-credentials'), null)
    assert.match(own.headers.get('vary') ?? '', /origin/i)
    const foreign = await fetch(`${env.publicUrl}${path}`, { headers: { origin: stranger } })
    assert.deepEqual(allowances(foreign.headers), [])
    assert.match(foreign.headers.get('vary') ?? '', /origin/i)
  }
})

function preflight(path: string, origin: string): Promise<Response> {
  const headers = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,dpop',
  }
  return fetch(`${env.publicUrl}${path}`, { method: 'OPTIONS', headers })
}

function allowances(headers: Headers): readonly string[] {
  return [...headers.keys()].filter((name) => name.startsWith('access-control-'))
}
