/**
 * Goal: who checks without keys accepts the patient's own steps and nothing near them.
 * Method: one patient, rosters and commits made properly; then each neighbour of a proper step.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utf8 } from '@nornos/std'
import { makeDeviceSigner } from '../vault-open/index.ts'
import { createVault, makeCommit, makeKitEntropy, makeRoster, signAsDevice } from '../vault-seal/index.ts'
import {
  checkRosterSuccession,
  deletedBlobHash,
  isSignatureValid,
  signingDevice,
  verifyCommit,
  verifyRoster,
} from './index.ts'

const now = Date.UTC(2026, 0, 10)
const created = await createVault({
  vaultId: crypto.randomUUID(),
  deviceId: crypto.randomUUID(),
  deviceName: 'Phone',
  now,
  openers: [{ slotId: crypto.randomUUID(), opener: { kind: 'kit', entropy: makeKitEntropy() } }],
})
const { device, vault } = created
const first = created.roster.roster
const pin = { vaultId: vault.vaultId, rootPublicKey: vault.rootPublicKey }
const guardian = await makeDeviceSigner(vault, crypto.randomUUID())
const second = await makeRoster(vault, first, {
  ...first,
  devices: [
    ...first.devices,
    {
      id: guardian.deviceId,
      publicKey: guardian.publicKey,
      addedAt: now,
      until: now + 1000,
      guardianId: crypto.randomUUID(),
    },
  ],
})

function bodyBy(deviceId: string, time: number) {
  return {
    vaultId: vault.vaultId,
    number: 2,
    previous: created.genesis.commit.head,
    stateRoot: new Uint8Array(32).fill(1),
    rosterHash: second.roster.hash,
    epoch: 0,
    deviceId,
    time,
    isRotation: false,
    changes: [{ objectId: crypto.randomUUID(), version: 2, blobHash: deletedBlobHash, byteLength: 0 }],
  }
}

test('a roster follows the one before it, and none that was left out', async () => {
  checkRosterSuccession(first, await verifyRoster(second.bytes, pin))
  const third = (await makeRoster(vault, second.roster, second.roster)).roster
  checkRosterSuccession(second.roster, third)
  const fork = (await makeRoster(vault, first, { ...first, devices: [] })).roster
  for (const [last, next] of [
    [first, third],
    [second.roster, second.roster],
    [second.roster, fork],
    [fork, third],
    [null, second.roster],
  ] as const) {
    assert.throws(() => checkRosterSuccession(last, next), { code: 'mismatch' })
  }
})

test('a guardian’s device signs until its end and not from then on', async () => {
  const within = await makeCommit(guardian, bodyBy(guardian.deviceId, now + 999))
  assert.equal((await verifyCommit(within.bytes, second.roster)).number, 2)
  const after = await makeCommit(guardian, bodyBy(guardian.deviceId, now + 1000))
  await assert.rejects(verifyCommit(after.bytes, second.roster), { code: 'bad-signature' })
  assert.equal(signingDevice(second.roster, guardian.deviceId, now + 1000), null)
  assert.equal(signingDevice(second.roster, device.deviceId, now + 1000)?.name, 'Phone')
})

test('a device that is not in the roster, and one that signs as another, are refused', async () => {
  const stranger = await makeDeviceSigner(vault, crypto.randomUUID())
  const unknown = await makeCommit(stranger, bodyBy(stranger.deviceId, now))
  await assert.rejects(verifyCommit(unknown.bytes, second.roster), { code: 'bad-signature' })
  const posing = await makeCommit({ ...stranger, deviceId: device.deviceId }, bodyBy(device.deviceId, now))
  await assert.rejects(verifyCommit(posing.bytes, second.roster), { code: 'bad-signature' })
})

test('a commit under an older roster or another epoch is refused', async () => {
  const proper = await makeCommit(device, bodyBy(device.deviceId, now))
  await verifyCommit(proper.bytes, second.roster)
  await assert.rejects(verifyCommit(proper.bytes, first), { code: 'mismatch' })
  const later = await makeCommit(device, { ...bodyBy(device.deviceId, now), epoch: 1 })
  await assert.rejects(verifyCommit(later.bytes, second.roster), { code: 'mismatch' })
})

test('a signature holds for its kind, key and payload alone', async () => {
  const payload = utf8('{"purpose":"treatment"}')
  const signature = await signAsDevice(device, 'consent', payload)
  assert.equal(await isSignatureValid('consent', device.publicKey, payload, signature), true)
  assert.equal(await isSignatureValid('revocation', device.publicKey, payload, signature), false)
  assert.equal(await isSignatureValid('consent', guardian.publicKey, payload, signature), false)
  assert.equal(await isSignatureValid('consent', device.publicKey, utf8('{}'), signature), false)
  assert.equal(await isSignatureValid('consent', device.publicKey.slice(1), payload, signature), false)
  assert.equal(await isSignatureValid('consent', device.publicKey, payload, signature.slice(1)), false)
})
