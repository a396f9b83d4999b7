/** How the other devices of a person learn that the vault was closed: `specs/vault-commit.md` §8. */
import { deriveClosingWord, type Vault } from '@nornos/crypto/vault-open'
import { hashBytes } from '@nornos/crypto/verify'
import { Instant } from '@nornos/health-model'
import { fromUtf8, toBase64Url, toHex, utf8 } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { type DeviceStorage, readBytesOf } from '../storage/device-storage.ts'

/** `id`: under which the word is kept. */
export async function closingWordOf(vault: Vault): Promise<{ readonly word: string; readonly id: string }> {
  const word = await deriveClosingWord(vault)
  return { word: toBase64Url(word), id: toHex(await hashBytes(word)) }
}

/** When another device closed the vault; null when none did, as far as can be proven. */
export async function closedElsewhere(device: OpenDevice, problem: DeviceProblem): Promise<Instant | null> {
  if (problem.type !== 'SignedOut' && !isRefusal(problem, 'not-found')) return null
  const { id, word } = await closingWordOf(device.session.vault)
  const found = await ask(device.api.closureRead({ params: { closureId: id }, signal: device.signal }))
  return found.ok && found.value.body.word === word ? found.value.body.closedAt : null
}

const key = 'closed'

/** Public: all that is left on this device. */
export async function keepClosing(storage: DeviceStorage, at: Instant): Promise<void> {
  await storage.write([{ table: 'meta', key, value: utf8(at) }], 'strict')
}

export async function readClosing(storage: DeviceStorage): Promise<Instant | null> {
  const bytes = await readBytesOf(storage, 'meta', key)
  return bytes === null ? null : Instant.parse(fromUtf8(bytes))
}
