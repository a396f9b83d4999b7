/** AWS KMS, and whatever speaks its protocol (JSON 1.1, signature version 4). */
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms'
import { type Bytes, present } from '@nornos/std'
import {
  type ConfiguredKeyService,
  type KeyContext,
  type KeyServiceConfig,
  KeyServiceError,
  type KeyServiceTrouble,
} from './key-service.ts'

const attemptsMax = 3
const connectMs = 2_000
/** Three attempts of it stay below the patience of whoever asked us. */
const requestMs = 3_000

/** Each call throws KeyServiceError when the service does not do it. */
export function openAwsKeyService(config: KeyServiceConfig): ConfiguredKeyService {
  const { credentials, endpoint, keyId: KeyId, region } = config
  const client = new KMSClient({
    region,
    maxAttempts: attemptsMax,
    requestHandler: {
      connectionTimeout: connectMs,
      requestTimeout: requestMs,
      throwOnRequestTimeout: true,
    },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  })
  return {
    encrypt: async (Plaintext, context) => {
      const call = new EncryptCommand({ KeyId, Plaintext, EncryptionContext: record(context) })
      const { CiphertextBlob } = await client.send(call).catch(fail)
      return copy(CiphertextBlob)
    },
    decrypt: async (CiphertextBlob, context) => {
      // The key is named: what another key of the same account encrypted must not open.
      const call = new DecryptCommand({ KeyId, CiphertextBlob, EncryptionContext: record(context) })
      const answer = await client.send(call).catch(nullIfNotOurs)
      return answer && copy(answer.Plaintext)
    },
  }
}

function record(context: KeyContext): Record<string, string> {
  return { ...context }
}

function copy(bytes: Uint8Array | undefined): Bytes {
  return new Uint8Array(present(bytes, 'an answer of the key service has bytes'))
}

function nullIfNotOurs(cause: unknown): null {
  if (['InvalidCiphertextException', 'IncorrectKeyException'].includes(nameOf(cause))) return null
  return fail(cause)
}

function fail(cause: unknown): never {
  throw new KeyServiceError(troubles[nameOf(cause)] ?? 'unreachable', { cause })
}

const troubles: Readonly<Record<string, KeyServiceTrouble>> = {
  DisabledException: 'key-disabled',
  KMSInvalidStateException: 'key-disabled',
  NotFoundException: 'key-disabled',
  InvalidKeyUsageException: 'key-disabled',
  AccessDeniedException: 'refused',
  IncompleteSignature: 'refused',
  InvalidSignatureException: 'refused',
  UnrecognizedClientException: 'refused',
  InvalidGrantTokenException: 'refused',
  CredentialsProviderError: 'refused',
  LimitExceededException: 'throttled',
  ThrottlingException: 'throttled',
}

function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : ''
}
