/** What a device does to what it keeps, at full speed; the same code in Node and in a browser's worker. */
import { createVault, makeKitEntropy, sealLocal, sealObject } from '@nornos/crypto/vault-seal'

const MEGABYTE = 1e6
const PART_BYTES = 8 * 1024 * 1024
const PARTS = 12
const SMALL = 2_000

export interface SealRates {
  /** MB/s of raw WebCrypto AES-256-GCM over the same bytes in the same chunks. */
  readonly raw: number
  /** MB/s of sealing alone. */
  readonly sealed: number
  /** MB/s of a part sealed, hashed, opened again and compared. */
  readonly verified: number
  /** Objects of 400 bytes a second, sealed and opened again. */
  readonly small: number
}

/** Once over everything before it is measured. */
export async function measureSeal(): Promise<SealRates> {
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
  const seal = (count: number) => times(count, () => sealLocal(vault, ['bench'], part))
  const sealVerified = (count: number) =>
    times(count, (index) => {
      const objectId = crypto.randomUUID()
      const object = { objectId, version: 1, kind: 'file-part', part: index + 1, payload: part } as const
      return sealObject(vault, object)
    })
  await sealVerified(1)
  const bytes = PARTS * PART_BYTES
  return {
    raw: megabytes(bytes, await seconds(() => rawWebCrypto(part))),
    sealed: megabytes(bytes, await seconds(() => seal(PARTS))),
    verified: megabytes(bytes, await seconds(() => sealVerified(PARTS))),
    small:
      SMALL /
      (await seconds(() =>
        times(SMALL, () =>
          sealObject(vault, {
            objectId: crypto.randomUUID(),
            version: 1,
            kind: 'record',
            codec: 'raw',
            payload: part.slice(0, 400),
          }),
        ),
      )),
  }
}

async function times(count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  for (let index = 0; index < count; index++) await work(index)
}

async function rawWebCrypto(part: Uint8Array<ArrayBuffer>): Promise<void> {
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

async function seconds(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1_000
}

function megabytes(bytes: number, within: number): number {
  return bytes / MEGABYTE / within
}
