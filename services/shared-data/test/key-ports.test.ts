/**
 * Goal: a key file and a key management service keep the same promises, so that which of them wraps the keys of the
 * fields is configuration only; when the service cannot answer, nothing opens and whoever asked may come again.
 * Method: one contract, run against each adapter; the key service is a stand-in on this machine that speaks the
 * protocol of AWS KMS and checks every signature.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import {
  type KeyPort,
  makeDataKey,
  openDataKey,
  openForService,
  sealForService,
} from '@nornos/crypto/service-box'
import { startKeyService } from '@nornos/platform/testing/key-service'
import { ConfigError, KeyServiceError, keyServiceOf, Unavailable } from '@nornos/service-kit'
import { utf8 } from '@nornos/std'
import { openKeyPort } from '../src/store/open-key-port.ts'
import { everyItem, publish, read } from './published-series.ts'
import { accept, register, startSharedDataAlone } from './shared-data-alone.ts'

const cannotOpen = { code: 'cannot-open' }
const context = ['field-key', 'patient 1', 'hrv', 'key 1']

async function makeFolder(): Promise<{ folder: string } & AsyncDisposable> {
  const folder = await mkdtemp(path.join(tmpdir(), 'nornos-keys-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

/** `again` is the same port after a restart, `stranger` one with another key. */
async function keepsItsPromises(port: KeyPort, again: KeyPort, stranger: KeyPort): Promise<void> {
  const { key, wrapped } = await makeDataKey(port, context)
  const sealed = await sealForService(key, ['row 7'], utf8('52 ms'))
  const opened = await openDataKey(again, context, wrapped)
  assert.deepEqual(await openForService(opened, ['row 7'], sealed), utf8('52 ms'))
  const dataKey = new Uint8Array(randomBytes(32))
  const twice = [await port.wrapKey(dataKey, context), await port.wrapKey(dataKey, context)] as const
  assert.notDeepEqual(twice[0], twice[1])
  for (const one of twice) assert.deepEqual(await again.unwrapKey(one, context), dataKey)

  for (const other of [
    ['field-key', 'patient 2', 'hrv', 'key 1'],
    ['field-key', 'patient 1hrv', 'key 1'],
    ['connections', 'patient 1', 'hrv', 'key 1'],
    context.slice(0, -1),
  ]) {
    await assert.rejects(openDataKey(port, other, wrapped), cannotOpen)
  }
  await assert.rejects(openDataKey(stranger, context, wrapped), cannotOpen)
  await assert.rejects(openDataKey(port, context, wrapped.slice(0, -1)), cannotOpen)
  await assert.rejects(openDataKey(port, context, new Uint8Array()), cannotOpen)
  for (const place of [0, 10, wrapped.length - 1]) {
    const altered = wrapped.with(place, (wrapped[place] ?? 0) ^ 1)
    await assert.rejects(openDataKey(port, context, altered), cannotOpen)
  }
}

test('a key file keeps the promises of the port', async () => {
  await using made = await makeFolder()
  const inFolder = (name: string) => openKeyPort({ keyFolder: path.join(made.folder, name) })
  await keepsItsPromises(await inFolder('ours'), await inFolder('ours'), await inFolder('others'))
})

test('a key service keeps the promises of the port, and is not told whose key it wraps', async () => {
  await using made = await makeFolder()
  await using service = await startKeyService()
  const withKey = (keyId: string) =>
    openKeyPort({ keyFolder: made.folder, keyService: { ...service.config, keyId } })
  const { keyId } = service.config
  await keepsItsPromises(await withKey(keyId), await withKey(keyId), await withKey(service.otherKeyId))
  assert.deepEqual(new Set(service.calls.map(({ operation }) => operation)), new Set(['Encrypt', 'Decrypt']))
  const told = JSON.stringify(service.calls)
  assert.match(told, /"purpose":"field-key"/)
  assert.doesNotMatch(told, /patient|hrv/)
})

test('what a key file wrapped does not open under a key service, nor the other way round', async () => {
  await using made = await makeFolder()
  await using service = await startKeyService()
  const file = await openKeyPort({ keyFolder: made.folder })
  const managed = await openKeyPort({ keyFolder: made.folder, keyService: service.config })
  const [ofFile, ofService] = [await makeDataKey(file, context), await makeDataKey(managed, context)]
  await assert.rejects(openDataKey(managed, context, ofFile.wrapped), cannotOpen)
  await assert.rejects(openDataKey(file, context, ofService.wrapped), cannotOpen)
})

test('every way in which a key service fails has its name, is an outage, and ends when the service is back', async () => {
  await using made = await makeFolder()
  await using service = await startKeyService()
  const port = await openKeyPort({ keyFolder: made.folder, keyService: service.config })
  const { wrapped } = await makeDataKey(port, context)
  for (const [fault, trouble] of [
    [{ status: 400, type: 'DisabledException' }, 'key-disabled'],
    [{ status: 400, type: 'KMSInvalidStateException' }, 'key-disabled'],
    [{ status: 400, type: 'AccessDeniedException' }, 'refused'],
    [{ status: 400, type: 'ThrottlingException' }, 'throttled'],
    [{ status: 500, type: 'KMSInternalException' }, 'unreachable'],
    ['silent', 'unreachable'],
  ] as const) {
    service.fault = fault
    for (const call of [() => openDataKey(port, context, wrapped), () => makeDataKey(port, context)]) {
      await assert.rejects(call, (cause) => {
        assert.ok(cause instanceof KeyServiceError && cause instanceof Unavailable)
        assert.equal(cause.trouble, trouble, JSON.stringify(fault))
        return true
      })
    }
    service.fault = null
    await openDataKey(port, context, wrapped)
  }
})

test('a service with a wrong secret, a wrong key or a wrong address does not start', async () => {
  await using made = await makeFolder()
  await using service = await startKeyService()
  const { config } = service
  const credentials = { ...config.credentials, secretAccessKey: 'not the secret' }
  for (const [keyService, trouble] of [
    [{ ...config, credentials }, 'refused'],
    [{ ...config, keyId: 'alias/nobody' }, 'key-disabled'],
    [{ ...config, endpoint: 'http://127.0.0.1:9' }, 'unreachable'],
  ] as const) {
    await assert.rejects(openKeyPort({ keyFolder: made.folder, keyService }), { trouble })
  }
})

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
