/**
 * Goal: a key file and a key management service keep the same promises, so that which of them wraps the keys of the
 * fields is configuration only; when the service cannot answer, nothing opens and whoever asked may come again.
 * Method: one contract, run against each adapter; the key service is a stand-in on this machine that speaks the
 * protocol of AWS KMS and checks every signature.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyPortContract } from '@nornos/platform/testing/key-port-contract'
import { startKeyService } from '@nornos/platform/testing/key-service'
import { ConfigError, keyServiceOf } from '@nornos/service-kit'
import { openKeyPort } from '../src/store/open-key-port.ts'
import { everyItem, publish, read } from './published-series.ts'
import { accept, register, startSharedDataAlone } from './shared-data-alone.ts'

const context = ['field-key', 'patient 1', 'hrv', 'key 1'] as const

for (const { name, run } of keyPortContract) test(name, () => run({ openKeyPort, context }))

test('half a configuration is refused with what is missing', () => {
  const region = { KEY_SERVICE_REGION: 'eu-north-1' }
  assert.deepEqual(keyServiceOf(region), {})
  assert.deepEqual(keyServiceOf({ ...region, KEY_SERVICE_KEY_ID: 'alias/nornos' }), {
    keyService: { keyId: 'alias/nornos', region: 'eu-north-1' },
  })
  for (const given of [
    { KEY_SERVICE_ENDPOINT: 'http://127.0.0.1:9' },
    { KEY_SERVICE_KEY_ID: 'alias/nornos', KEY_SERVICE_ACCESS_KEY_ID: 'AKIA' },
    { KEY_SERVICE_KEY_ID: 'alias/nornos', KEY_SERVICE_SECRET_ACCESS_KEY: 'secret' },
  ]) {
    assert.throws(() => keyServiceOf({ ...region, ...given }), ConfigError)
  }
})

test('shared fields are readable under a key service, and not while it is switched off', async () => {
  await using service = await startKeyService()
  await using env = await startSharedDataAlone(service.config)
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const consent = await alice.consent(bob.membership.granteeId)
  await accept(env, consent)
  await publish(alice, await everyItem(alice, { metric: 'hrv_sdnn' }))
  const token = await register(env, bob, consent)
  // What was opened stays in memory for a minute; a new process has nothing there.
  await env.restart()
  service.fault = { status: 400, type: 'DisabledException' }
  assert.equal((await read(env, token, alice, 'hrv_sdnn')).status, 503)
  service.fault = null
  assert.equal((await read(env, token, alice, 'hrv_sdnn')).status, 200)
  const decryptions = () => service.calls.filter(({ operation }) => operation === 'Decrypt').length
  const before = decryptions()
  assert.equal((await read(env, token, alice, 'hrv_sdnn')).status, 200)
  assert.equal(decryptions(), before)
  assert.ok(!JSON.stringify(service.calls).includes(alice.id))
})
