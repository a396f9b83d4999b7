/**
 * A service's own keys: a data key is random, used through a handle that cannot be read out, and stored only
 * wrapped. The key that wraps belongs to the key port (a key file, or a key management service).
 */
import { type Bytes, concat, utf8 } from '@nornos/std'
import { importBoxKey, openBox, sealBox } from '../format/box.ts'
import { named, textList } from '../format/byte-writer.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { makeRandomBytes } from '../hazmat/random.ts'

/** @package */
export const dataKeyBytes = 32
const wrapMagic = utf8('NVW1')

/** A handle: the bytes of the key cannot be taken out of it. */
export interface ServiceKey {
  readonly inputKey: CryptoKey
}

/**
 * Where data keys are wrapped. `localKeyPort` is the embedded adapter, `managedKeyPort` that of a key management service.
 * `context` says what the data key is for and must be the same at both calls.
 */
export interface KeyPort {
  readonly wrapKey: (dataKey: Bytes, context: readonly string[]) => Promise<Bytes>
  /** Throws `cannot-open` for altered bytes or another context. */
  readonly unwrapKey: (wrapped: Uint8Array, context: readonly string[]) => Promise<Bytes>
}

export interface NewDataKey {
  readonly key: ServiceKey
  /** What is stored. Destroying every copy of it destroys the key. */
  readonly wrapped: Bytes
}

/** 32 random bytes for a key file. */
export function makeServiceKeyBytes(): Bytes {
  return makeRandomBytes(dataKeyBytes)
}

/** A handle on 32 bytes. Throws `malformed` for another length. */
export async function importServiceKey(bytes: Bytes): Promise<ServiceKey> {
  return { inputKey: await importBoxKey(bytes) }
}

/** A fresh data key for one purpose, wrapped by the port. */
export async function makeDataKey(port: KeyPort, context: readonly string[]): Promise<NewDataKey> {
  const bytes = makeRandomBytes(dataKeyBytes)
  const wrapped = await port.wrapKey(bytes, context)
  const key = await importServiceKey(bytes)
  bytes.fill(0)
  return { key, wrapped }
}

/** The handle of a stored data key. Throws `cannot-open`. */
export async function openDataKey(
  port: KeyPort,
  context: readonly string[],
  wrapped: Uint8Array,
): Promise<ServiceKey> {
  const bytes = await port.unwrapKey(wrapped, context)
  const key = await importServiceKey(bytes)
  bytes.fill(0)
  return key
}

/** The embedded key port: wraps under a key of the service's own key file. */
export function localKeyPort(master: ServiceKey): KeyPort {
  return {
    wrapKey: async (dataKey, context) =>
      concat(wrapMagic, await sealBox(master.inputKey, wrapContext(context), dataKey)),
    unwrapKey: async (wrapped, context) => {
      const magic = wrapped.slice(0, wrapMagic.length)
      if (wrapMagic.some((byte, index) => magic[index] !== byte)) throw new CryptoError('cannot-open')
      return openBox(master.inputKey, wrapContext(context), wrapped.slice(wrapMagic.length))
    },
  }
}

function wrapContext(context: readonly string[]): Bytes {
  return named('nornos/service-key/1', textList(context))
}
