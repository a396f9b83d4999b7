/**
 * Goal: nothing that was altered is taken for what it was; every refusal is a typed error and releases nothing.
 * Method: at each byte near a field boundary of each format one bit is turned over, a byte taken out and a byte put in; whole
 * objects, slots and commits are swapped.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bytes, concat, present, utf8 } from '@nornos/std'
import { sealToInbox } from '../src/seal-to/index.ts'
import { importServiceKey, openForService, sealForService } from '../src/service-box/index.ts'
import { openInboxItem, openLocal, openObject, openRoster, openSlot } from '../src/vault-open/index.ts'
import { createVault, makeKitEntropy, makeSlot, sealLocal, sealObject } from '../src/vault-seal/index.ts'
import { verifyCommit, verifyRoster } from '../src/verify/index.ts'
import { flipped } from './vectors/vector.ts'

const kit = { kind: 'kit', entropy: makeKitEntropy() } as const
const made = await createVault({
  vaultId: crypto.randomUUID(),
  deviceId: crypto.randomUUID(),
  deviceName: 'Phone',
  now: Date.UTC(2026, 0, 10),
  openers: [{ slotId: crypto.randomUUID(), opener: kit }],
})
const { vault } = made

/** Around every boundary, and evenly between. */
function positions(bytes: Uint8Array, boundaries: readonly number[]): readonly number[] {
  const around = boundaries.flatMap((boundary) => [boundary - 1, boundary])
  const between = Array.from({ length: 24 }, (_, step) => Math.floor((step * bytes.length) / 24))
  const ends = [bytes.length - 65, bytes.length - 64, bytes.length - 16, bytes.length - 1]
  return [...new Set([...around, ...between, ...ends])].filter((at) => at >= 0 && at < bytes.length)
}

async function refusesAll(
  bytes: Bytes,
  boundaries: readonly number[],
  open: (bytes: Bytes) => Promise<unknown>,
) {
  await open(bytes)
  for (const at of positions(bytes, boundaries)) {
    const mutants = {
      flipped: flipped(bytes, at),
      'taken out': concat(bytes.slice(0, at), bytes.slice(at + 1)),
      'put in': concat(bytes.slice(0, at), Uint8Array.of(0x5a), bytes.slice(at)),
      cut: bytes.slice(0, at),
    }
    for (const [how, mutant] of Object.entries(mutants)) {
      await assert.rejects(open(mutant), { name: 'CryptoError' }, `${how} at ${at}`)
    }
  }
  await assert.rejects(open(concat(bytes, Uint8Array.of(0))), { name: 'CryptoError' }, 'one byte more')
}

test('an object', async () => {
  const object = {
    objectId: crypto.randomUUID(),
    version: 3,
    kind: 'record',
    payload: utf8('{"a":1}'),
  } as const
  const { bytes } = await sealObject(vault, object)
  await refusesAll(bytes, [4, 5, 8, 12, 28, 36, 40, 64, 96], (mutant) => openObject(vault, mutant))
})

test('a long object, at the boundaries of its chunks', async () => {
  const payload = new Uint8Array(40_000).fill(7)
  const object = { objectId: crypto.randomUUID(), version: 1, kind: 'block', payload } as const
  const { bytes } = await sealObject(vault, object)
  await refusesAll(bytes, [96, 96 + 16_384, 96 + 16_400, 96 + 32_800], (mutant) => openObject(vault, mutant))
})

const slotBoundaries = [
  4, 5, 6, 7, 8, 24, 40, 48, 52, 56, 60, 92, 94, 1310, 1334, 1366, 1414, 1418, 2538, 2562, 2594,
]

test('a slot', async () => {
  const { bytes } = present(made.slots[0], 'a slot')
  await refusesAll(bytes, slotBoundaries, (mutant) => openSlot(mutant, kit))
})

test('a slot of a contact', async () => {
  const contact = { kind: 'contact', contactHalf: makeKitEntropy(), serverHalf: makeKitEntropy() } as const
  const { bytes } = await makeSlot(vault, crypto.randomUUID(), contact, Date.UTC(2026, 0, 10))
  await refusesAll(bytes, slotBoundaries, (mutant) => openSlot(mutant, contact))
})

test('a roster', async () => {
  const { bytes } = made.roster
  await refusesAll(bytes, [4, 8, bytes.length - 96], (mutant) => openRoster(vault, mutant))
})

test('a commit', async () => {
  const { bytes } = made.genesis
  const boundaries = [4, 20, 28, 60, 92, 124, 128, 144, 152, 156, 160, 176, 184, 216, 224]
  await refusesAll(bytes, boundaries, (mutant) => verifyCommit(mutant, made.roster.roster))
})

test('an inbox item', async () => {
  const { inboxPublicKey, vaultId } = vault
  const ids = { vaultId, itemId: crypto.randomUUID() }
  const bytes = await sealToInbox({ ...ids, inboxPublicKey, kind: 'document', payload: utf8('a letter') })
  await refusesAll(bytes, [4, 5, 8, 24, 40, 1128, 1160, 1164, 1188, 1220], (mutant) =>
    openInboxItem(vault, mutant),
  )
})

test('what a device keeps, and what a service keeps', async () => {
  const local = await sealLocal(vault, ['rollups', 'steps'], utf8('12,345'))
  await refusesAll(local, [4, 8, 32, 64], (mutant) => openLocal(vault, ['rollups', 'steps'], mutant))
  const key = await importServiceKey(makeKitEntropy())
  const record = await sealForService(key, ['totp', 'row 1'], utf8('a seed'))
  await refusesAll(record, [4, 28, 60], (mutant) => openForService(key, ['totp', 'row 1'], mutant))
})

test('objects swapped between ids, versions, parts and vaults', async () => {
  const objectId = crypto.randomUUID()
  const payload = utf8('{}')
  const first = await sealObject(vault, { objectId, version: 1, kind: 'record', payload })
  const second = await sealObject(vault, { objectId, version: 2, kind: 'record', payload })
  const grafted = concat(second.bytes.slice(0, 40), first.bytes.slice(40))
  await assert.rejects(openObject(vault, grafted), { code: 'cannot-open' })
  await assert.rejects(openObject(vault, first.bytes, second), { code: 'mismatch' })
})

test('a roster signed by another root, and a commit signed by another device', async () => {
  const other = await createVault({
    vaultId: vault.vaultId,
    deviceId: made.device.deviceId,
    deviceName: 'Impostor',
    now: Date.UTC(2026, 0, 10),
    openers: [{ slotId: crypto.randomUUID(), opener: kit }],
  })
  const pin = { vaultId: vault.vaultId, rootPublicKey: vault.rootPublicKey }
  await assert.rejects(verifyRoster(other.roster.bytes, pin), { code: 'mismatch' })
  await assert.rejects(verifyCommit(other.genesis.bytes, made.roster.roster), { code: 'mismatch' })
  const signature = other.genesis.bytes.slice(-64)
  const grafted = concat(made.genesis.bytes.slice(0, -64), signature)
  await assert.rejects(verifyCommit(grafted, made.roster.roster), { code: 'bad-signature' })
})
