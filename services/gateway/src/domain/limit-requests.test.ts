/** Goal: one network cannot ask without end, and its neighbour does not pay for it. Method: small limits. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRequestLimits, networkOf } from './limit-requests.ts'

test('past its limit a network has to wait, and another one does not', async () => {
  const limits = createRequestLimits({ anonymous: 2, person: 2 })
  assert.equal(await limits.admit('anonymous', '192.0.2.1'), null)
  assert.equal(await limits.admit('anonymous', '192.0.2.1'), null)
  const wait = await limits.admit('anonymous', '192.0.2.1')
  assert.ok(wait !== null && wait >= 1 && wait <= 60)
  assert.equal(await limits.admit('anonymous', '192.0.2.2'), null)
  assert.equal(await limits.admit('person', '192.0.2.1'), null)
})

test('a home with many IPv6 addresses is one network', () => {
  assert.equal(networkOf('2001:db8:1:2::7'), networkOf('2001:db8:1:2:ffff::8'))
  assert.notEqual(networkOf('2001:db8:1:2::7'), networkOf('2001:db8:1:3::7'))
  assert.equal(networkOf('::ffff:192.0.2.1'), '192.0.2.1')
})
