/** What the vault service must be told. Read from the environment when it runs as a process of its own. */
import { ConfigError, type JsonWebKey, readConfig } from '@nornos/service-kit'
import * as z from 'zod/mini'
import type { BucketConfig } from './store/object-bucket.ts'

export interface VaultConfig {
  readonly port: number
  readonly host: string
  readonly database: { readonly url: string; readonly ownerUrl: string; readonly connectionsMax: number }
  readonly publicUrl: string
  readonly issuer: string
  readonly jwksUrl: string
  readonly serviceKey: JsonWebKey
  readonly peers: Readonly<Record<string, JsonWebKey>>
  /** The folder in which sealed bytes lie, unless there is a bucket. */
  readonly objectFolder: string
  /** An S3 bucket for them. */
  readonly objectBucket?: Omit<BucketConfig, 'prefix'>
  /** Bytes that one vault may hold. */
  readonly quotaBytes: number
}

const names = [
  'PORT',
  'HOST',
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'DATABASE_CONNECTIONS',
  'PUBLIC_URL',
  'ISSUER',
  'JWKS_URL',
  'SERVICE_KEY',
  'PEERS',
  'OBJECT_FOLDER',
  'OBJECT_BUCKET',
  'OBJECT_REGION',
  'OBJECT_ENDPOINT',
  'OBJECT_ACCESS_KEY_ID',
  'OBJECT_SECRET_ACCESS_KEY',
  'QUOTA_BYTES',
] as const

const count = (fallback: string) =>
  z.pipe(z._default(z.string().check(z.regex(/^[0-9]{1,15}$/)), fallback), z.transform(Number))

const Environment = z.object({
  PORT: count('4304'),
  HOST: z._default(z.string(), '127.0.0.1'),
  DATABASE_URL: z.string(),
  DATABASE_OWNER_URL: z.string(),
  DATABASE_CONNECTIONS: count('10'),
  PUBLIC_URL: z.url(),
  ISSUER: z.url(),
  JWKS_URL: z.url(),
  SERVICE_KEY: z.string(),
  PEERS: z.string(),
  OBJECT_FOLDER: z._default(z.string(), ''),
  OBJECT_BUCKET: z.optional(z.string()),
  OBJECT_REGION: z._default(z.string(), 'us-east-1'),
  OBJECT_ENDPOINT: z.optional(z.url()),
  OBJECT_ACCESS_KEY_ID: z.optional(z.string()),
  OBJECT_SECRET_ACCESS_KEY: z.optional(z.string()),
  QUOTA_BYTES: count('53687091200'),
})

/** Throws ConfigError with everything that is missing or wrong. */
export function readVaultConfig(environment: Readonly<Record<string, string | undefined>>): VaultConfig {
  const given = readConfig(Environment, names, environment)
  if (given.OBJECT_FOLDER === '' && given.OBJECT_BUCKET === undefined) {
    throw new ConfigError('configuration is not complete: OBJECT_FOLDER or OBJECT_BUCKET')
  }
  return {
    port: given.PORT,
    host: given.HOST,
    database: {
      url: given.DATABASE_URL,
      ownerUrl: given.DATABASE_OWNER_URL,
      connectionsMax: given.DATABASE_CONNECTIONS,
    },
    publicUrl: given.PUBLIC_URL,
    issuer: given.ISSUER,
    jwksUrl: given.JWKS_URL,
    serviceKey: JSON.parse(given.SERVICE_KEY),
    peers: JSON.parse(given.PEERS),
    objectFolder: given.OBJECT_FOLDER,
    ...bucketOf(given),
    quotaBytes: given.QUOTA_BYTES,
  }
}

function bucketOf(given: z.output<typeof Environment>): Pick<VaultConfig, 'objectBucket'> {
  const { OBJECT_ACCESS_KEY_ID: accessKeyId, OBJECT_SECRET_ACCESS_KEY: secretAccessKey } = given
  if (given.OBJECT_BUCKET === undefined) return {}
  return {
    objectBucket: {
      bucket: given.OBJECT_BUCKET,
      region: given.OBJECT_REGION,
      ...(given.OBJECT_ENDPOINT === undefined ? {} : { endpoint: given.OBJECT_ENDPOINT }),
      ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
    },
  }
}
