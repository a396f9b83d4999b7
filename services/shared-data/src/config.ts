/** What shared-data must be told. Read from the environment when it runs as a process of its own. */
import { PlatformId } from '@nornos/health-model'
import {
  type JsonWebKey,
  type KeyServiceConfig,
  keyServiceNames,
  keyServiceOf,
  keyServiceShape,
  readConfig,
} from '@nornos/service-kit'
import * as z from 'zod/mini'

export interface SharedDataConfig {
  readonly port: number
  readonly host: string
  readonly database: {
    /** Role shared_read: runs the functions that serve, and nothing else. */
    readonly readUrl: string
    /** Role shared_write: rosters, grants, keys and items of one patient at a time. */
    readonly writeUrl: string
    /** Owner of the tables; used for migrations alone. */
    readonly ownerUrl: string
    /** Of each of the two roles. */
    readonly connectionsMax: number
  }
  /** The gateway as browsers see it: no path, no slash at the end. */
  readonly publicUrl: string
  readonly issuer: string
  readonly jwksUrl: string
  /** Private Ed25519 key of shared-data. */
  readonly serviceKey: JsonWebKey
  /** Public keys of the services that may call. */
  readonly peers: Readonly<Record<string, JsonWebKey>>
  /** Key files lie here, the keys of the fields under `deks`: a store of its own, outside every backup of the data. */
  readonly keyFolder: string
  /** Wraps the keys of the fields instead of a key file. What one of them wrapped, the other does not open. */
  readonly keyService?: KeyServiceConfig
  /** Of this installation: consents signed for another are refused. */
  readonly platformId: PlatformId
  readonly neighbours: { readonly relay: string }
}

const names = [
  'PORT',
  'HOST',
  'DATABASE_READ_URL',
  'DATABASE_WRITE_URL',
  'DATABASE_OWNER_URL',
  'DATABASE_CONNECTIONS_MAX',
  'PUBLIC_URL',
  'ISSUER',
  'JWKS_URL',
  'SERVICE_KEY',
  'PEERS',
  'KEY_FOLDER',
  ...keyServiceNames,
  'PLATFORM_ID',
  'RELAY_URL',
] as const

const count = (fallback: string) =>
  z.pipe(z._default(z.string().check(z.regex(/^[0-9]{1,5}$/)), fallback), z.transform(Number))

const Environment = z.object({
  PORT: count('4303'),
  HOST: z._default(z.string(), '127.0.0.1'),
  DATABASE_READ_URL: z.string(),
  DATABASE_WRITE_URL: z.string(),
  DATABASE_OWNER_URL: z.string(),
  DATABASE_CONNECTIONS_MAX: count('8'),
  PUBLIC_URL: z.url(),
  ISSUER: z.url(),
  JWKS_URL: z.url(),
  SERVICE_KEY: z.string(),
  PEERS: z.string(),
  KEY_FOLDER: z.string(),
  ...keyServiceShape,
  PLATFORM_ID: PlatformId,
  RELAY_URL: z.url(),
})

/** Throws ConfigError with everything that is missing or wrong. */
export function readSharedDataConfig(
  environment: Readonly<Record<string, string | undefined>>,
): SharedDataConfig {
  const given = readConfig(Environment, names, environment)
  return {
    port: given.PORT,
    host: given.HOST,
    database: {
      readUrl: given.DATABASE_READ_URL,
      writeUrl: given.DATABASE_WRITE_URL,
      ownerUrl: given.DATABASE_OWNER_URL,
      connectionsMax: given.DATABASE_CONNECTIONS_MAX,
    },
    publicUrl: given.PUBLIC_URL,
    issuer: given.ISSUER,
    jwksUrl: given.JWKS_URL,
    serviceKey: JSON.parse(given.SERVICE_KEY),
    peers: JSON.parse(given.PEERS),
    keyFolder: given.KEY_FOLDER,
    ...keyServiceOf(given),
    platformId: given.PLATFORM_ID,
    neighbours: { relay: given.RELAY_URL },
  }
}
