/** Goal: every outside endpoint is reachable and nothing else. Method: the contracts themselves. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contracts } from '@nornos/contracts'
import type { Endpoint } from '@nornos/endpoint'
import { findRoute, methodsOf } from './find-route.ts'

const all = Object.entries(contracts).flatMap(([service, contract]) =>
  Object.values<Endpoint>(contract).map((endpoint) => ({ service, endpoint })),
)
const example = (path: string) => path.replaceAll(/:[A-Za-z]+/g, '9b2e6a5c-1d2f-4a3b-8c4d-5e6f70819203')

test('each endpoint for people is routed to the service that keeps it', () => {
  for (const { service, endpoint } of all.filter(
    ({ endpoint: { credential } }) => credential !== 'service',
  )) {
    const route = findRoute(endpoint.method, example(endpoint.path))
    assert.equal(route?.template, endpoint.path)
    assert.equal(route?.service, service)
  }
})

test('endpoints between services do not exist from the outside', () => {
  for (const { endpoint } of all.filter(({ endpoint: { credential } }) => credential === 'service')) {
    assert.equal(findRoute(endpoint.method, example(endpoint.path)), null)
  }
})

test('an unknown path and a wrong verb have no route', () => {
  assert.equal(findRoute('GET', '/v1/nothing'), null)
  assert.equal(findRoute('DELETE', '/v1/consents'), null)
  assert.equal(findRoute('GET', '/oidcx'), null)
  assert.deepEqual(methodsOf('/v1/consents'), ['GET', 'POST'])
})
