/** Goal: only the public internet is called. Method: addresses from every special range, and names that lead to them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AddressRefused, callableUrl, isPublicAddress, lookupPublic } from './address-guard.ts'

test('public addresses are public, all others are not', () => {
  for (const address of ['93.184.216.34', '1.1.1.1', '2606:2800:220:1:248:1893:25c8:1946']) {
    assert.ok(isPublicAddress(address), address)
  }
  for (const address of [
    ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['224.0.0.1', '255.255.255.255', '198.18.0.1', '::1', '::', 'fc00::1', 'fe80::1', 'ff02::1'],
    ...[
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001:db8::1',
      'not an address',
    ],
  ]) {
    assert.ok(!isPublicAddress(address), address)
  }
})

test('an address is https and public, unless the installation names the host', () => {
  assert.ok(callableUrl('https://records.example/fhir', []))
  for (const text of [
    'http://records.example',
    'https://u:p@records.example',
    'https://127.1/',
    'ftp://x',
    'x',
  ]) {
    assert.equal(callableUrl(text, []), null, text)
  }
  assert.ok(callableUrl('http://records.local:8080/fhir', ['records.local:8080']))
  assert.equal(callableUrl('http://records.local:8081/fhir', ['records.local:8080']), null)
})

test('a name that leads inside is refused when the connection is made', async () => {
  const refusal = await new Promise((resolve) => lookupPublic('localhost', {}, (cause) => resolve(cause)))
  assert.ok(refusal instanceof AddressRefused)
})
