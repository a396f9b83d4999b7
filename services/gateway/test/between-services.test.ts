/**
 * Goal: what services ask each other cannot be asked from outside, whatever credential somebody holds.
 * Method: every such endpoint of every contract, with a genuine service token and as an administrator, through the
 * gateway; and once at the service itself, to see that it is there.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { contracts } from '@nornos/contracts'
import { type Endpoint, fillPath, pathParameters } from '@nornos/endpoint'
import { TestPlatform } from '@nornos/platform/testing'
import { createServiceSigner } from '@nornos/service-kit'
import { signedInHeaders } from './gateway-in-front.ts'

const between = Object.entries(contracts).flatMap(([service, contract]) =>
  Object.values<Endpoint>(contract)
    .filter(({ credential }) => credential === 'service')
    .map((endpoint) => ({
      service: service.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      method: endpoint.method,
      path: fillPath(
        endpoint.path,
        Object.fromEntries(pathParameters(endpoint.path).map((name) => [name, randomUUID()])),
      ),
    })),
)

let env: TestPlatform
before(async () => {
  env = await TestPlatform.create()
})
after(() => env[Symbol.asyncDispose]())

test('endpoints between services are there, and from outside they are not', async () => {
  assert.ok(between.length > 0)
  const signer = createServiceSigner('agents', env.installation.keys.privateKeys.agents)
  const admin = await env.makePerson({ name: 'Ada Berg', actor: 'admin' })
  for (const { service, method, path } of between) {
    const asService = { authorization: await signer.authorization(service) }
    const asAdmin = await signedInHeaders(env, admin, method, path)
    const inside = await ask(env.serviceUrl(service), method, path, {})
    assert.equal(inside, 401, `${method} ${path} at ${service}`)
    for (const headers of [{}, asService, asAdmin]) {
      assert.equal(await ask(env.publicUrl, method, path, headers), 404, `${method} ${path}`)
    }
  }
})

test('an address written in another way does not reach them either', async () => {
  const signer = createServiceSigner('agents', env.installation.keys.privateKeys.agents)
  for (const { service, method, path } of between) {
    const headers = { authorization: await signer.authorization(service) }
    const [first = '', ...rest] = path.slice(1).split('/')
    const spellings = [
      `//${first}/${rest.join('/')}`,
      `${path}/`,
      `/${first}%2F${rest.join('/')}`,
      `/sign-in/..${path}`,
    ]
    for (const spelling of spellings) {
      const status = await ask(env.publicUrl, method, spelling, headers)
      assert.ok(status === 404 || status === 401, `${method} ${spelling}: ${status}`)
    }
  }
})

async function ask(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<number> {
  const stop = new AbortController()
  const response = await fetch(`${url}${path}`, { method, headers, signal: stop.signal })
  stop.abort()
  return response.status
}
