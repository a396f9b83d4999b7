/** Storage and services around one device, in which one step of its work goes wrong: see fates. */
import { type DeviceApi, type DeviceStorage, StorageFullError } from '../../src/index.ts'

/**
 * - `dies-before`, `dies-after`: the program ends there, before or after the step took effect.
 * - `full`: there is no room. `lost`: the browser has closed the database under it.
 * - `offline`: a request does not arrive. `lost-answer`: it does, its answer does not.
 * - `unavailable`: a service is overloaded. `short`, `flipped`: a blob arrives cut, or with one bit altered.
 */
export const fates = [
  'dies-before',
  'dies-after',
  'full',
  'lost',
  'offline',
  'lost-answer',
  'unavailable',
  'short',
  'flipped',
] as const
export type Fate = (typeof fates)[number]

export class DeathError extends Error {
  override readonly name = 'DeathError'
}

export interface Fated {
  readonly storage: DeviceStorage
  readonly api: DeviceApi
  /** Steps so far at which this could have happened. */
  readonly steps: number
}

const refusal = { headers: new Headers(), title: '', detail: '', facts: {} }

export function createFated(fate: Fate, at: number, storage: DeviceStorage, api: DeviceApi): Fated {
  let steps = 0
  let isDead = false

  function isNow(kinds: readonly Fate[]): boolean {
    if (isDead) throw new DeathError('the program has ended')
    if (!kinds.includes(fate)) return false
    steps++
    return steps === at
  }

  function die(): never {
    isDead = true
    throw new DeathError('the program ends here')
  }

  async function stored<Value>(work: () => Promise<Value>, isWrite: boolean): Promise<Value> {
    const kinds: readonly Fate[] = isWrite
      ? ['dies-before', 'dies-after', 'full', 'lost']
      : ['dies-before', 'lost']
    if (!isNow(kinds)) return work()
    if (fate === 'full') throw new StorageFullError('no room left')
    if (fate === 'lost') throw new DOMException('The database connection is closing.', 'InvalidStateError')
    if (fate === 'dies-before') die()
    await work()
    return die()
  }

  async function asked<Reply>(work: () => Promise<Reply>): Promise<Reply> {
    if (!isNow(['dies-before', 'dies-after', 'offline', 'lost-answer'])) return work()
    if (fate === 'dies-before') die()
    if (fate === 'offline') throw new TypeError('network')
    await work()
    if (fate === 'lost-answer') throw new TypeError('network')
    return die()
  }

  /** `work` gets one blob or many. */
  async function spoilt<Reply extends { readonly body?: Response | undefined }>(
    work: () => Promise<Reply>,
  ): Promise<Reply> {
    if (!isNow(['short', 'flipped'])) return asked(work)
    const reply = await work()
    if (reply.body === undefined) return reply
    const bytes = new Uint8Array(await reply.body.arrayBuffer())
    if (fate === 'short') return { ...reply, body: new Response(bytes.slice(0, -1)) }
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 4
    return { ...reply, body: new Response(bytes) }
  }

  return {
    storage: {
      read: (table, key) => stored(() => storage.read(table, key), false),
      readMany: (table, keys) => stored(() => storage.readMany(table, keys), false),
      keys: (table, prefix) => stored(() => storage.keys(table, prefix), false),
      write: (changes, durability) => stored(() => storage.write(changes, durability), true),
      clear: () => storage.clear(),
      close: () => storage.close(),
    },
    api: {
      ...api,
      vaultRead: (input) => asked(() => api.vaultRead(input)),
      commitList: (input) => asked(() => api.commitList(input)),
      blobMissing: (input) => asked(() => api.blobMissing(input)),
      blobPut: (input) => asked(() => api.blobPut(input)),
      rosterRead: (input) => asked(() => api.rosterRead(input)),
      vaultHeadList: (input) => asked(() => api.vaultHeadList(input)),
      vaultHeadNote: (input) => asked(() => api.vaultHeadNote(input)),
      async commitCreate(input) {
        if (isNow(['unavailable'])) return { ...refusal, status: 503, problem: 'service-unavailable' }
        return asked(() => api.commitCreate(input))
      },
      blobRead: (input) => spoilt(() => api.blobRead(input)),
      blobReadMany: (input) => spoilt(() => api.blobReadMany(input)),
    },
    get steps() {
      return steps
    },
  }
}
