/** Devices of a test: real services behind them, memory in place of a browser's tables, a network that can go away. */
import { randomBytes } from 'node:crypto'
import { authorizePerson, createClient, makeDpopKey } from '@nornos/client'
import { auth, connect, relay, sharedData, vault } from '@nornos/contracts'
import { makeSixWords } from '@nornos/crypto/vault-seal'
import { PlatformId } from '@nornos/health-model'
import type { TestPerson, TestPlatform } from '@nornos/platform/testing'
import { present } from '@nornos/std'
import { createDevice } from '../src/create-device.ts'
import type { Device, DeviceOptions, GivenPasskey, ImportState } from '../src/index.ts'
import { createMemoryStorage, noTimers } from '../src/index.ts'
import type { DeviceStorage } from '../src/storage/device-storage.ts'

export interface TestDevice {
  readonly device: Device
  readonly storage: DeviceStorage
}

export const zone = 'Europe/Oslo'

/** A device of this person that syncs when it is told to. */
export async function makeDevice(
  env: TestPlatform,
  person: Pick<DeviceOptions, 'api'>,
  options: Partial<DeviceOptions> = {},
): Promise<TestDevice> {
  const storage = options.storage ?? createMemoryStorage()
  const device = await createDevice({
    api: person.api,
    platformId: PlatformId.parse(env.installation.platformId),
    clock: env.installation.clock,
    timers: noTimers,
    follows: false,
    onFault: fail,
    ...options,
    storage,
  })
  return { device, storage }
}

export interface WordsOwner extends TestDevice {
  readonly person: TestPerson
  readonly words: readonly string[]
  readonly kitWords: readonly string[]
}

export interface VaultOwner extends Omit<WordsOwner, 'words'> {
  readonly passkey: GivenPasskey
}

/** A new person with a vault on one device, in step with the services. A passkey opens it: words cost a second each time. */
export async function makeOwner(
  env: TestPlatform,
  options: Partial<DeviceOptions> = {},
  where = zone,
): Promise<VaultOwner> {
  const passkey = makePasskey()
  return { ...(await foundVault(env, { passkey }, options, where)), passkey }
}

/** The same for tests of words. */
export async function makeWordsOwner(
  env: TestPlatform,
  options: Partial<DeviceOptions> = {},
): Promise<WordsOwner> {
  const words = await makeSixWords()
  return { ...(await foundVault(env, { words }, options)), words }
}

async function foundVault(
  env: TestPlatform,
  opener: { readonly passkey: GivenPasskey } | { readonly words: readonly string[] },
  options: Partial<DeviceOptions>,
  where = zone,
): Promise<Omit<VaultOwner, 'passkey'>> {
  const person = await env.makePerson({ name: 'Astrid Lunde', actor: 'patient' })
  const made = await makeDevice(env, person, options)
  const { kitWords } = await made.device.makeWords()
  const request = { vaultId: person.id, deviceName: 'Laptop', kitWords, zone: where, ...opener }
  const created = await made.device.createVault(request)
  if (!created.ok) throw new Error(`no vault: ${JSON.stringify(created.error)}`)
  await made.device.syncNow()
  return { ...made, person, kitWords }
}

/** What this person asks for on another device. */
export function recoveryOf({ passkey, person }: VaultOwner) {
  return { vaultId: person.id, deviceName: 'Phone', zone, by: 'passkey', passkey } as const
}

/** Another device of this person, in step with the services. */
export async function secondDevice(
  env: TestPlatform,
  owner: VaultOwner,
  options: Partial<DeviceOptions> = {},
): Promise<TestDevice> {
  const second = await makeDevice(env, owner.person, options)
  const recovered = await second.device.recoverVault(recoveryOf(owner))
  if (!recovered.ok) throw new Error(`not joined: ${JSON.stringify(recovered.error)}`)
  await second.device.syncNow()
  return second
}

export function makePasskey(): GivenPasskey {
  const secret = () => new Uint8Array(randomBytes(32))
  return { credentialId: randomBytes(20).toString('base64url'), first: secret(), second: secret() }
}

/** The network of a device that has none. */
export async function offlineApi(): Promise<DeviceOptions['api']> {
  return createClient({
    contract: { ...vault, ...relay, ...sharedData, ...connect, ...auth },
    baseUrl: 'http://localhost:9',
    authorize: authorizePerson(await makeDpopKey(), async () => 'none'),
    fetch: () => Promise.reject(new TypeError('no network')),
  })
}

/** Imports a file and answers with how it ended. */
export async function importWhole(device: Device, file: File): Promise<ImportState> {
  const started = await device.importFile(file)
  if (!started.ok) throw new Error(`import refused: ${started.error.type}`)
  return ended(device, started.value.importId)
}

/** Waits until an import is over. */
export function ended(device: Device, importId: string): Promise<ImportState> {
  return new Promise((resolve, reject) => {
    const look = async () => {
      const all = await device.imports()
      const state = present(
        all.find((one) => one.importId === importId),
        'a started import is listed',
      )
      if (!['done', 'failed', 'cancelled', 'interrupted'].includes(state.step)) return
      stop()
      resolve(state)
    }
    const stop = device.subscribe((what) => {
      if (what === 'imports') look().catch(reject)
    })
    look().catch(reject)
  })
}

function fail(cause: unknown): void {
  queueMicrotask(() => {
    throw cause
  })
}
