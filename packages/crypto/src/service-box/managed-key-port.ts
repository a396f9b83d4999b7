/**
 * The key port over a key management service: data keys are wrapped by a key that never leaves it. What the service is
 * told, and why so little: docs/adr/0010-what-a-key-service-is-told.md.
 */
import { type Bytes, concat, toBase64Url, utf8 } from '@nornos/std'
import { named, textList } from '../format/byte-writer.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { sha256 } from '../hazmat/sha256.ts'
import { dataKeyBytes, type KeyPort } from './service-key.ts'

const wrapMagic = utf8('NVM1')

/** What a key management service does with one key of its own. Throws when it cannot answer. */
export interface KeyService {
  readonly encrypt: (bytes: Bytes, context: KeyServiceContext) => Promise<Bytes>
  /** Null for altered bytes, another key or another context. */
  readonly decrypt: (sealed: Bytes, context: KeyServiceContext) => Promise<Bytes | null>
}

/** Bound to what is sealed. The service writes it into its own log, in clear. */
export interface KeyServiceContext {
  /** What kind of thing the data key is for: rights in the service can depend on it. */
  readonly purpose: string
  /** SHA-256 of the whole context, base64url: nobody learns from it whose data key it is. */
  readonly place: string
}

/** `context[0]` is told as it is; the rest of the context only as part of a hash. */
export function managedKeyPort(service: KeyService): KeyPort {
  return {
    wrapKey: async (dataKey, context) =>
      concat(wrapMagic, await service.encrypt(dataKey, await toldOf(context))),
    unwrapKey: async (wrapped, context) => {
      if (wrapMagic.some((byte, index) => wrapped[index] !== byte)) throw new CryptoError('cannot-open')
      const dataKey = await service.decrypt(wrapped.slice(wrapMagic.length), await toldOf(context))
      if (dataKey?.length !== dataKeyBytes) throw new CryptoError('cannot-open')
      return dataKey
    },
  }
}

async function toldOf(context: readonly string[]): Promise<KeyServiceContext> {
  const place = await sha256(named('nornos/key-service/1', textList(context)))
  return { purpose: context[0] ?? 'data-key', place: toBase64Url(place) }
}
