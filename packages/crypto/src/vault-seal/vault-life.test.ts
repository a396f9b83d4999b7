/**
 * Goal: a vault lives as a patient lives it – made, closed, opened by each opener, rotated, read.
 * Method: the public entries only; everything that goes to a server is taken from its bytes again.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { equalBytes, present, utf8 } from '@nornos/std'
import { sealToInbox } from '../seal-to/index.ts'
import {
  closeVault,
  deriveBlockId,
  makeDeviceSecret,
  type Opener,
  openDeviceSigner,
  openInboxItem,
  openLocal,
  openObject,
  openRoster,
  openSlot,
  openVault,
} from '../vault-open/index.ts'
import { checkRosterSuccession, verifyCommit, verifyRoster } from '../verify/index.ts'
import { createVault, makeKitEntropy, makeSixWords, rotateVault, sealLocal, sealObject } from './index.ts'

const now = Date.UTC(2026, 0, 10)
const isCannotOpen = { code: 'cannot-open' }

async function openersOfEachKind(deviceId: string): Promise<readonly Opener[]> {
  const words = await makeSixWords()
  const deviceKey = await makeDeviceSecret()
  return [
    { kind: 'words', words },
    { kind: 'kit', entropy: makeKitEntropy() },
    { kind: 'device', deviceId, deviceKey, unlock: { type: 'words', words } },
    {
      kind: 'passkey',
      credentialId: utf8('credential'),
      prf: { first: makeKitEntropy(), second: makeKitEntropy() },
    },
    { kind: 'contact', contactHalf: makeKitEntropy(), serverHalf: makeKitEntropy() },
  ]
}

/** With two kits: words take their time, and few stories here are about them. */
async function makePatient(openersOf = async (_deviceId: string) => twoKits()) {
  const deviceId = crypto.randomUUID()
  const openers = await openersOf(deviceId)
  const created = await createVault({
    vaultId: crypto.randomUUID(),
    deviceId,
    deviceName: 'Laptop',
    now,
    openers: openers.map((opener) => ({ slotId: crypto.randomUUID(), opener })),
  })
  return { openers, created }
}

function twoKits(): readonly Opener[] {
  return [
    { kind: 'kit', entropy: makeKitEntropy() },
    { kind: 'kit', entropy: makeKitEntropy() },
  ]
}

test('each opener opens the vault that it was made for, and no other', async () => {
  const { created, openers } = await makePatient(openersOfEachKind)
  const other = await makePatient(openersOfEachKind)
  for (const [index, opener] of openers.entries()) {
    const slot = present(created.slots[index], 'a slot for each opener')
    const root = await openSlot(slot.bytes, opener)
    const vault = await openVault(root, created.keyring.bytes)
    assert.deepEqual(vault.rootPublicKey, created.vault.rootPublicKey)
    const strange = present(other.created.slots[index], 'a slot for each opener')
    await assert.rejects(openSlot(strange.bytes, opener), isCannotOpen)
  }
  const root = await openSlot(present(created.slots[1], 'a kit').bytes, present(openers[1], 'a kit'))
  await assert.rejects(openVault(root, other.created.keyring.bytes), isCannotOpen)
})

test('neither half of a contact opens anything without the other one, nor in its place', async () => {
  const contactHalf = makeKitEntropy()
  const serverHalf = makeKitEntropy()
  const { created } = await makePatient(async () => [
    ...twoKits(),
    { kind: 'contact', contactHalf, serverHalf },
  ])
  const { bytes } = present(created.slots[2], 'the slot of the contact')
  const wrong: readonly Opener[] = [
    { kind: 'contact', contactHalf, serverHalf: new Uint8Array(32) },
    { kind: 'contact', contactHalf: new Uint8Array(32), serverHalf },
    { kind: 'contact', contactHalf: serverHalf, serverHalf: contactHalf },
    { kind: 'kit', entropy: contactHalf },
    { kind: 'kit', entropy: serverHalf },
  ]
  for (const opener of wrong) await assert.rejects(openSlot(bytes, opener), isCannotOpen)
})

test('an object opens in its own vault and place, and nowhere else', async () => {
  const { created } = await makePatient()
  const other = await makePatient()
  const objectId = await deriveBlockId(created.vault, {
    metric: 'heart_rate',
    sourceId: 'apple-health',
    deviceId: 'watch',
    period: '2026-01-09',
    part: 0,
  })
  const payload = utf8('sixty beats')
  const sealed = await sealObject(created.vault, { objectId, version: 1, kind: 'block', payload })
  const opened = await openObject(created.vault, sealed.bytes, { objectId, version: 1 })
  assert.deepEqual(opened.payload, payload)
  assert.equal(opened.kind, 'block')
  await assert.rejects(openObject(created.vault, sealed.bytes, { objectId, version: 2 }), {
    code: 'mismatch',
  })
  await assert.rejects(openObject(other.created.vault, sealed.bytes), isCannotOpen)
})

test('services accept the roster and the first commit without any key, and refuse those of others', async () => {
  const { created } = await makePatient()
  const other = await makePatient()
  const { rootPublicKey, vaultId } = created.vault
  const roster = await verifyRoster(created.roster.bytes, { vaultId, rootPublicKey })
  checkRosterSuccession(null, roster)
  const commit = await verifyCommit(created.genesis.bytes, roster)
  assert.equal(commit.number, 1)
  await assert.rejects(verifyCommit(other.created.genesis.bytes, roster), { code: 'mismatch' })
  await assert.rejects(
    verifyRoster(created.roster.bytes, { vaultId, rootPublicKey: other.created.vault.rootPublicKey }),
    { code: 'mismatch' },
  )
  assert.deepEqual((await openRoster(created.vault, created.roster.bytes)).hash, roster.hash)
})

test('after a rotation the removed opener stays at the old epoch and the others follow', async () => {
  const { created, openers } = await makePatient()
  const old = created.vault
  const objectId = crypto.randomUUID()
  const before = await sealObject(old, { objectId, version: 1, kind: 'record', payload: utf8('{}') })
  const { devices, slots } = created.roster.roster
  const remaining = { devices, slots: slots.slice(0, 1), delegates: [] }
  const stored = created.slots.map((slot) => slot.bytes)
  const rotation = await rotateVault(old, created.roster.roster, remaining, stored)
  checkRosterSuccession(created.roster.roster, rotation.roster.roster)

  const stays = await openSlot(present(rotation.slots[0], 'a slot'), present(openers[0], 'a kit'))
  const vault = await openVault(stays, rotation.keyring.bytes)
  assert.equal(vault.epoch, 1)
  assert.deepEqual((await openObject(vault, before.bytes)).payload, utf8('{}'))
  const after = await sealObject(vault, { objectId, version: 2, kind: 'record', payload: utf8('{"a":1}') })
  await assert.rejects(openObject(old, after.bytes), isCannotOpen)
  const removed = await openSlot(present(stored[1], 'a slot'), present(openers[1], 'a kit'))
  await assert.rejects(openVault(removed, rotation.keyring.bytes), isCannotOpen)
})

test('what is sent to the inbox opens for the patient, also when sealed before a rotation', async () => {
  const { created } = await makePatient()
  const other = await makePatient()
  const { inboxPublicKey, vaultId } = created.vault
  const itemId = crypto.randomUUID()
  const item = await sealToInbox({ vaultId, itemId, inboxPublicKey, kind: 'message', payload: utf8('hello') })
  const { devices, slots } = created.roster.roster
  const content = { devices, slots, delegates: [] }
  const stored = created.slots.map((slot) => slot.bytes)
  const rotation = await rotateVault(created.vault, created.roster.roster, content, stored)
  assert.equal(equalBytes(rotation.vault.inboxPublicKey, inboxPublicKey), false)
  assert.deepEqual(await openInboxItem(rotation.vault, item), {
    itemId,
    kind: 'message',
    payload: utf8('hello'),
  })
  await assert.rejects(openInboxItem(other.created.vault, item), isCannotOpen)
})

test('a locked device keeps only boxes: its key and cache open with the vault alone', async () => {
  const { created } = await makePatient()
  const other = await makePatient()
  const { deviceId, publicKey, sealedKey } = created.device
  const signer = await openDeviceSigner(created.vault, deviceId, sealedKey)
  assert.deepEqual(signer.publicKey, publicKey)
  assert.equal(signer.signingKey.extractable, false)
  await assert.rejects(openDeviceSigner(other.created.vault, deviceId, sealedKey), isCannotOpen)

  const cached = await sealLocal(created.vault, ['rollups', 'steps'], utf8('12,345'))
  assert.deepEqual(await openLocal(created.vault, ['rollups', 'steps'], cached), utf8('12,345'))
  await assert.rejects(openLocal(created.vault, ['rollups', 'sleep'], cached), isCannotOpen)
  await assert.rejects(openLocal(other.created.vault, ['rollups', 'steps'], cached), isCannotOpen)
})

test('closing a vault leaves no secret bytes behind, and does not touch the vault of the next epoch', async () => {
  const { created, openers } = await makePatient()
  const last = created.roster.roster
  const stored = created.slots.map((slot) => slot.bytes)
  const first = await rotateVault(created.vault, last, last, stored)
  closeVault(created.vault)
  const { keyring, rootKey } = created.vault.secrets
  assert.ok([rootKey, keyring.nameKey, keyring.rootSeed].every((key) => key.every((byte) => byte === 0)))

  const second = await rotateVault(first.vault, first.roster.roster, last, first.slots)
  const opener = present(openers[0], 'a kit')
  const root = await openSlot(present(second.slots[0], 'a slot'), opener)
  const vault = await openVault(root, second.keyring.bytes)
  root.rootKey.fill(0)
  assert.deepEqual(vault.rootPublicKey, created.vault.rootPublicKey)
  const { earlierRootKeys } = vault.secrets.keyring
  assert.equal(earlierRootKeys.length, 2)
  assert.ok([vault.secrets.rootKey, ...earlierRootKeys].every((key) => key.some((byte) => byte !== 0)))
})
