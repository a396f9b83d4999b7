/**
 * How fast a device seals: file parts of 8 MiB (seal, then seal + hash + open again), and small records. The peer is
 * raw WebCrypto AES-256-GCM over the same bytes in the same chunks of 16 KiB, in the same run. Fails below 80 MB/s for the
 * whole verified path or below 1,000 small objects a second.
 */
import { createVault, makeKitEntropy, sealObject } from '@nornos/crypto/vault-seal'

const MEGABYTE = 1e6
const PART_BYTES = 8 * 1024 * 1024
const PARTS = 12
const SMALL = 2_000
const VERIFIED_MIN = 80
const SMALL_MIN = 1_000

const { vault } = await createVault({
  vaultId: crypto.randomUUID(),
  deviceId: crypto.randomUUID(),
  deviceName: 'bench',
  now: Date.now(),
  openers: [{ slotId: crypto.randomUUID(), opener: { kind: 'kit', entropy: makeKitEntropy() } }],
})
const part = new Uint8Array(PART_BYTES)
for (let start = 0; start < part.length; start += 65_536)
  crypto.getRandomValues(part.subarray(start, start + 65_536))

await sealParts(1)
const raw = await rate(PARTS * PART_BYTES, rawWebCrypto)
const verified = await rate(PARTS * PART_BYTES, () => sealParts(PARTS))
const small = await smallPerSecond()

console.log(`raw WebCrypto, chunks of 16 KiB: ${raw.toFixed(0)} MB/s`)
console.log(`file parts of 8 MiB, sealed, hashed and opened again: ${verified.toFixed(0)} MB/s`)
console.log(`records of 400 bytes, sealed and opened again: ${small.toFixed(0)} objects/s`)
console.log(`vault-seal: ${verified.toFixed(0)} MB/s, ${(verified / raw).toFixed(2)} x raw WebCrypto`)
if (verified < VERIFIED_MIN || small < SMALL_MIN) process.exitCode = 1

/** `sealObject` opens what it sealed and compares before it returns. */
async function sealParts(count: number): Promise<void> {
  for (let index = 1; index <= count; index++) {
    await sealObject(vault, {
      objectId: crypto.randomUUID(),
      version: 1,
      kind: 'file-part',
      part: index,
      payload: part,
    })
  }
}

async function smallPerSecond(): Promise<number> {
  const payload = new Uint8Array(400)
  const startedAt = performance.now()
  for (let index = 0; index < SMALL; index++) {
    await sealObject(vault, {
      objectId: crypto.randomUUID(),
      version: 1,
      kind: 'record',
      codec: 'raw',
      payload,
    })
  }
  return (SMALL / (performance.now() - startedAt)) * 1_000
}

async function rawWebCrypto(): Promise<void> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  const iv = new Uint8Array(12)
  const counter = new DataView(iv.buffer)
  for (let index = 0; index < PARTS; index++) {
    const chunks: Promise<ArrayBuffer>[] = []
    for (let start = 0; start < part.length; start += 16_384) {
      counter.setUint32(0, index)
      counter.setUint32(4, start)
      const chunk = part.subarray(start, start + 16_384)
      chunks.push(crypto.subtle.encrypt({ name: 'AES-GCM', iv: iv.slice() }, key, chunk))
    }
    await Promise.all(chunks)
  }
}

async function rate(bytes: number, work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return bytes / MEGABYTE / ((performance.now() - startedAt) / 1_000)
}
