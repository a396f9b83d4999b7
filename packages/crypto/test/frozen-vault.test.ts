/**
 * Goal: a vault made by the first version opens for ever.
 * Method: the frozen vault of the specs is verified without a key, then opened by each of its openers.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { present, toHex } from '@nornos/std'
import { openDeviceSigner, openObject, openRoster, openSlot, openVault } from '../src/vault-open/index.ts'
import {
  checkRosterSuccession,
  deriveBucketHashes,
  deriveStateRoot,
  hashBytes,
  keyringObjectId,
  parseObjectHeader,
  parseSlot,
  verifyCommit,
  verifyRoster,
} from '../src/verify/index.ts'
import { hex, openerOf, text, texts } from './vectors/run-vector.ts'
import { readVectors } from './vectors/vector-files.ts'

const vector = present(readVectors().get('vault-commit/frozen-vault.json'), 'the frozen vault')
const { input } = vector
const keys = present(vector.keys, 'keys')
const vaultId = text(input['vaultId'])

test('rosters and commits hold without any key', async () => {
  const pin = { vaultId, rootPublicKey: hex(input['rootPublicKey']) }
  const [first, second] = await Promise.all(
    texts(input['rosters']).map((roster) => verifyRoster(hex(roster), pin)),
  )
  assert.ok(first && second)
  checkRosterSuccession(null, first)
  checkRosterSuccession(first, second)
  assert.throws(() => checkRosterSuccession(second, first), { code: 'mismatch' })
  const [genesis, last] = texts(input['commits']).map(hex)
  const before = await verifyCommit(present(genesis, 'a commit'), first)
  const after = await verifyCommit(present(last, 'a commit'), second)
  assert.deepEqual(after.previous, before.head)
  assert.equal(after.isRotation, true)
  assert.deepEqual(after.stateRoot, await deriveStateRoot(await deriveBucketHashes(after.changes)))
  const hashes = await Promise.all(
    texts(input['objects']).map(async (object) => toHex(await hashBytes(hex(object)))),
  )
  const live = after.changes.filter((change) => change.byteLength > 0)
  assert.ok(live.every((change) => hashes.includes(toHex(change.blobHash))))
})

test('each opener opens it, and every object of both epochs', async () => {
  const objects = texts(input['objects']).map(hex)
  const keyring = present(
    objects.find((one) => parseObjectHeader(one).objectId === keyringObjectId),
    'a keyring',
  )
  const others = objects.filter((one) => one !== keyring)
  const slots = texts(input['slots']).map(hex)
  assert.deepEqual(slots.map((slot) => parseSlot(slot).kind).sort(), ['device', 'kit', 'passkey', 'words'])
  for (const slot of slots) {
    const opener = await openerOf(keys, parseSlot(slot).kind)
    const vault = await openVault(await openSlot(slot, opener), keyring)
    const payloads = []
    for (const object of others) {
      const { kind, payload } = await openObject(vault, object)
      payloads.push(kind === 'block' ? toHex(payload) : new TextDecoder().decode(payload))
    }
    assert.deepEqual(payloads, vector.output?.['payloads'])
    for (const roster of texts(input['rosters'])) await openRoster(vault, hex(roster))
    const device = await openDeviceSigner(vault, text(keys['deviceId']), hex(input['deviceKeyBox']))
    assert.equal(device.publicKey.length, 32)
  }
})

test('words that belong to nobody do not open it', async () => {
  const slot = present(
    texts(input['slots'])
      .map(hex)
      .find((one) => parseSlot(one).kind === 'words'),
    'a slot',
  )
  const words = ['abacus', 'abacus', 'abacus', 'abacus', 'abacus', 'abacus']
  await assert.rejects(openSlot(slot, { kind: 'words', words }), { code: 'cannot-open' })
})
