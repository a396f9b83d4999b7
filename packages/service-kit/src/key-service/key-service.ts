/**
 * A key management service as an installation configures it: Amazon's, or one that speaks its protocol. It wraps the
 * data keys of one service of ours under a key that never leaves it. Read next: open-key-service.ts.
 */
import type { Bytes } from '@nornos/std'
import * as z from 'zod/mini'
import { ConfigError } from '../config.ts'
import { Unavailable } from '../http/answer.ts'

export interface KeyServiceConfig {
  /** The key that wraps: its id, its ARN or an alias. */
  readonly keyId: string
  readonly region: string
  /** Of a service that is not Amazon's. */
  readonly endpoint?: string
  /** Without them the client looks for those of the machine's role. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/** Encrypts at most 4 KiB at a time; both calls throw KeyServiceError. */
export interface ConfiguredKeyService {
  readonly encrypt: (bytes: Bytes, context: KeyContext) => Promise<Bytes>
  /** Null for altered bytes, another key or another context. */
  readonly decrypt: (sealed: Bytes, context: KeyContext) => Promise<Bytes | null>
}

/** Named texts, bound to what is encrypted. The service logs them in clear. */
export type KeyContext = Readonly<Record<'purpose' | 'place', string>>

export type KeyServiceTrouble =
  /** The key is switched off, about to be destroyed, or not there: a person must act. */
  | 'key-disabled'
  /** These credentials may not use the key. */
  | 'refused'
  /** More calls than the service takes. */
  | 'throttled'
  /** No answer, or none in time. */
  | 'unreachable'

/** Nothing is opened or made meanwhile; whoever asked is told to come again. */
export class KeyServiceError extends Unavailable {
  readonly trouble: KeyServiceTrouble

  constructor(trouble: KeyServiceTrouble, options: ErrorOptions) {
    super(`the key service failed: ${trouble}`, options)
    this.trouble = trouble
  }
}

/** For the list of names of a service's configuration. */
export const keyServiceNames = [
  'KEY_SERVICE_KEY_ID',
  'KEY_SERVICE_REGION',
  'KEY_SERVICE_ENDPOINT',
  'KEY_SERVICE_ACCESS_KEY_ID',
  'KEY_SERVICE_SECRET_ACCESS_KEY',
] as const

/** For the environment of a service that has data keys. Without a key id they are wrapped by a key file. */
export const keyServiceShape = {
  KEY_SERVICE_KEY_ID: z.optional(z.string().check(z.minLength(1), z.maxLength(2_048))),
  KEY_SERVICE_REGION: z._default(z.string(), 'us-east-1'),
  KEY_SERVICE_ENDPOINT: z.optional(z.url()),
  KEY_SERVICE_ACCESS_KEY_ID: z.optional(z.string()),
  KEY_SERVICE_SECRET_ACCESS_KEY: z.optional(z.string()),
}

const keyServiceEnvironment = z.object(keyServiceShape)

/** Throws ConfigError when half of the credentials is given, or an address without a key. */
export function keyServiceOf(given: z.output<typeof keyServiceEnvironment>): {
  readonly keyService?: KeyServiceConfig
} {
  const { KEY_SERVICE_KEY_ID: keyId, KEY_SERVICE_REGION: region, KEY_SERVICE_ENDPOINT: endpoint } = given
  const { KEY_SERVICE_ACCESS_KEY_ID: accessKeyId, KEY_SERVICE_SECRET_ACCESS_KEY: secretAccessKey } = given
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    throw new ConfigError('configuration is not complete: KEY_SERVICE_ACCESS_KEY_ID needs its secret')
  }
  if (keyId === undefined) {
    if (endpoint === undefined && accessKeyId === undefined) return {}
    throw new ConfigError('configuration is not complete: KEY_SERVICE_KEY_ID')
  }
  return {
    keyService: {
      ...{ keyId, region },
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
    },
  }
}
