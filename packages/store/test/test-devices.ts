/** Devices of a test: real services behind them, memory in place of a browser's tables, a network that can go away. */
import { authorizePerson, createClient, makeDpopKey } from '@nornos/client'
import { auth, relay, sharedData, vault } from '@nornos/contracts'
import { PlatformId } from '@nornos/health-model'
import type { TestPerson, TestPlatform } from '@nornos/platform/testing'
import { present } from '@nornos/std'
import { createDevice } from '../src/create-device.ts'
import type { Device, DeviceOptions, ImportState } from '../src/index.ts'
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

export interface VaultOwner extends TestDevice {
  readonly person: TestPerson
  readonly words: readonly string[]
  readonly kitWords: readonly string[]
}

/** A new person with a vault on one device, in step with the services. */
export async function makeOwner(
  env: TestPlatform,
  options: Partial<DeviceOptions> = {},
): Promise<VaultOwner> {
  const person = await env.makePerson({ name: 'Astrid Lunde', actor: 'patient' })
  const made = await makeDevice(env, person, options)
  const { words, kitWords } = await made.device.makeWords()
  const created = await made.device.createVault({
    vaultId: person.id,
    deviceName: 'Laptop',
    words,
    kitWords,
    zone,
  })
  if (!created.ok) throw new Error(`no vault: ${JSON.stringify(created.error)}`)
  await made.device.syncNow()
  return { ...made, person, words, kitWords }
}

/** The network of a device that has none. */
export async function offlineApi(): Promise<DeviceOptions['api']> {
  return createClient({
    contract: { ...vault, ...relay, ...sharedData, ...auth },
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
