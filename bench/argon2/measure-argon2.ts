/** What opening by six words costs, and what the other implementation of the same function would cost. */
import { argon2idAsync } from '@noble/hashes/argon2.js'
import { openSlot } from '@nornos/crypto/vault-open'
import { createVault, makeKitEntropy, makeSixWords } from '@nornos/crypto/vault-seal'
import { present } from '@nornos/std'

const ROUNDS = 3

export interface Argon2Times {
  /** Milliseconds to open a slot of six words: 64 MiB, three passes, four lanes; the best of three. */
  readonly ours: number
  /** Milliseconds of the peer with the same parameters, once. */
  readonly peer: number
}

export async function measureArgon2(): Promise<Argon2Times> {
  const words = await makeSixWords()
  const { slots } = await createVault({
    vaultId: crypto.randomUUID(),
    deviceId: crypto.randomUUID(),
    deviceName: 'bench',
    now: Date.now(),
    openers: [
      { slotId: crypto.randomUUID(), opener: { kind: 'kit', entropy: makeKitEntropy() } },
      { slotId: crypto.randomUUID(), opener: { kind: 'words', words } },
    ],
  })
  const slot = present(
    slots.find(({ entry }) => entry.kind === 'words'),
    'a slot of words',
  )
  const open = () => openSlot(slot.bytes, { kind: 'words', words })
  const rounds: number[] = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await milliseconds(open))
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const peer = await milliseconds(() =>
    argon2idAsync('six words', salt, { m: 64 * 1024, t: 3, p: 4, dkLen: 32 }),
  )
  return { ours: Math.min(...rounds), peer }
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
