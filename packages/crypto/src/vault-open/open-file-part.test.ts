/** Goal: any range of a file part reads like a slice of it. Method: ranges at every kind of chunk boundary. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createVault, makeKitEntropy, sealObject } from '../vault-seal/index.ts'
import { filePartFrontBytes, openFilePart } from './open-file-part.ts'

const created = await createVault({
  vaultId: crypto.randomUUID(),
  deviceId: crypto.randomUUID(),
  deviceName: 'Phone',
  now: 0,
  openers: [{ slotId: crypto.randomUUID(), opener: { kind: 'kit', entropy: makeKitEntropy() } }],
})
const payload = Uint8Array.from({ length: 100_000 }, (_, index) => index % 253)
const object = { objectId: crypto.randomUUID(), version: 1, part: 1, kind: 'file-part', payload } as const
const { bytes } = await sealObject(created.vault, object)
const front = bytes.slice(0, filePartFrontBytes)

test('ranges are slices of the payload', async () => {
  const part = await openFilePart(created.vault, front, bytes.length)
  const edges = [0, 1, 16_377, 16_378, 16_379, 32_761, 32_762, 50_000, 99_999, 100_000]
  for (const [index, start] of edges.entries()) {
    for (const end of edges.slice(index + 1)) {
      const { from, to } = part.blobRange(start, end)
      assert.deepEqual(await part.openRange(start, end, bytes.slice(from, to)), payload.slice(start, end))
    }
  }
})

test('an altered, short or foreign range does not open', async () => {
  const part = await openFilePart(created.vault, front, bytes.length)
  const { from, to } = part.blobRange(20_000, 40_000)
  const fetched = bytes.slice(from, to)
  const altered = fetched.slice()
  altered[100] = (altered[100] ?? 0) ^ 1
  for (const wrong of [altered, fetched.slice(1), bytes.slice(from - 1, to - 1)]) {
    await assert.rejects(part.openRange(20_000, 40_000, wrong), { code: 'cannot-open' })
  }
  const swapped = front.slice()
  swapped[39] = 2
  await assert.rejects(openFilePart(created.vault, swapped, bytes.length), { code: 'cannot-open' })
})

test('file parts are padded to whole MiB, and full ones are full', async () => {
  assert.equal(bytes.length, 96 + 6 + 2 ** 20 + 16 * 65)
  const full = { ...object, part: 2, payload: new Uint8Array(8 * 2 ** 20) }
  assert.equal((await sealObject(created.vault, full)).bytes.length, 96 + 6 + 8 * 2 ** 20 + 16 * 513)
  const tooLong = { ...object, payload: new Uint8Array(8 * 2 ** 20 + 1) }
  await assert.rejects(sealObject(created.vault, tooLong), { name: 'AssertionError' })
})
