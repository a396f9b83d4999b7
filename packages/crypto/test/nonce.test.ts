/**
 * Goal: no key ever sees one nonce twice.
 * Method: WebCrypto is watched while a vault lives; every (key bytes, nonce) that encrypts is remembered.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toHex, utf8 } from '@nornos/std'
import { importBoxKey, sealBox } from '../src/format/box.ts'
import { sealToInbox } from '../src/seal-to/index.ts'
import { createVault, makeKitEntropy, rotateVault, sealLocal, sealObject } from '../src/vault-seal/index.ts'

/** Returns what was sealed during `work`: the bytes of each AES key with each of its nonces. */
async function watchSeals(work: () => Promise<void>): Promise<readonly string[]> {
  const { subtle } = globalThis.crypto
  const seals: string[] = []
  const rawKeys = new WeakMap<CryptoKey, string>()
  const importKey = subtle.importKey.bind(subtle)
  const encrypt = subtle.encrypt.bind(subtle)
  const watched = {
    importKey: async (...call: Parameters<typeof importKey>) => {
      const key = await importKey(...call)
      const [, bytes] = call
      if (bytes instanceof Uint8Array) rawKeys.set(key, toHex(bytes))
      return key
    },
    encrypt: async (...call: Parameters<typeof encrypt>) => {
      const [algorithm, key] = call
      assert.ok(typeof algorithm === 'object' && 'iv' in algorithm && algorithm.iv instanceof Uint8Array)
      seals.push(`${rawKeys.get(key)} ${toHex(algorithm.iv)}`)
      return encrypt(...call)
    },
  }
  for (const [name, value] of Object.entries(watched)) {
    Object.defineProperty(subtle, name, { value, configurable: true })
  }
  try {
    await work()
  } finally {
    for (const name of Object.keys(watched)) Reflect.deleteProperty(subtle, name)
  }
  return seals
}

test('a vault that is made, filled, rotated and written to repeats no nonce', async () => {
  const seals = await watchSeals(async () => {
    const kit = { kind: 'kit', entropy: makeKitEntropy() } as const
    const made = await createVault({
      vaultId: crypto.randomUUID(),
      deviceId: crypto.randomUUID(),
      deviceName: 'Phone',
      now: 0,
      openers: [{ slotId: crypto.randomUUID(), opener: kit }],
    })
    const objectId = crypto.randomUUID()
    const object = { objectId, version: 1, kind: 'block', payload: new Uint8Array(100_000) } as const
    // The same object sealed again, as after a crash, is a new message.
    for (let again = 0; again < 20; again++) await sealObject(made.vault, object)
    for (let again = 0; again < 20; again++) await sealLocal(made.vault, ['place'], utf8('same'))
    const { inboxPublicKey, vaultId } = made.vault
    const item = {
      vaultId,
      itemId: objectId,
      inboxPublicKey,
      kind: 'message',
      payload: utf8('same'),
    } as const
    for (let again = 0; again < 5; again++) await sealToInbox(item)
    const last = made.roster.roster
    await rotateVault(made.vault, last, last, [made.slots[0]?.bytes ?? new Uint8Array(0)])
  })
  assert.ok(seals.length > 150)
  assert.equal(new Set(seals).size, seals.length)
})

test('the watch itself sees a nonce that repeats', async () => {
  const { sealBoxWithSalt } = await import('../src/format/box.ts')
  const key = await importBoxKey(new Uint8Array(32))
  const seals = await watchSeals(async () => {
    await sealBox(key, utf8(''), utf8('one'))
    for (const message of ['two', 'three'])
      await sealBoxWithSalt(key, utf8(''), utf8(message), new Uint8Array(24))
  })
  assert.equal(seals.length, 3)
  assert.equal(new Set(seals).size, 2)
})
