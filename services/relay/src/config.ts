/** What relay must be told. Read from the environment when it runs as a process of its own. */
import { PlatformId } from '@nornos/health-model'
import { type JsonWebKey, readConfig } from '@nornos/service-kit'
import * as z from 'zod/mini'

export type Neighbour = 'auth' | 'shared-data'

export interface RelayConfig {
  readonly port: number
  readonly host: string
  readonly database: {
    /** Role relay_app. */
    readonly url: string
    /** Role audit_append: what neighbours report. */
    readonly auditAppendUrl: string
    /** Role audit_read: what a patient looks at. */
    readonly auditReadUrl: string
    /** Owner of the tables; used for migrations alone. */
    readonly ownerUrl: string
    /** Of relay_app; the two others take a quarter of it each. */
    readonly connectionsMax: number
  }
  /** The gateway as browsers see it: no path, no slash at the end. */
  readonly publicUrl: string
  readonly issuer: string
  readonly jwksUrl: string
  /** Private Ed25519 key of relay. */
  readonly serviceKey: JsonWebKey
  /** Public keys of the services that may call. */
  readonly peers: Readonly<Record<string, JsonWebKey>>
  /** Of this installation: consents signed for another are refused. */
  readonly platformId: PlatformId
  readonly neighbours: Readonly<Record<Neighbour, string>>
}

const names = [
  'PORT',
  'HOST',
  'DATABASE_URL',
  'DATABASE_AUDIT_APPEND_URL',
  'DATABASE_AUDIT_READ_URL',
  'DATABASE_OWNER_URL',
  'DATABASE_CONNECTIONS_MAX',
  'PUBLIC_URL',
  'ISSUER',
  'JWKS_URL',
  'SERVICE_KEY',
  'PEERS',
  'PLATFORM_ID',
  'AUTH_URL',
  'SHARED_DATA_URL',
] as const

const count = (fallback: string) =>
  z.pipe(z._default(z.string().check(z.regex(/^[0-9]{1,5}$/)), fallback), z.transform(Number))

const Environment = z.object({
  PORT: count('4302'),
  HOST: z._default(z.string(), '127.0.0.1'),
  DATABASE_URL: z.url(),
  DATABASE_AUDIT_APPEND_URL: z.url(),
  DATABASE_AUDIT_READ_URL: z.url(),
  DATABASE_OWNER_URL: z.url(),
  DATABASE_CONNECTIONS_MAX: count('16'),
  PUBLIC_URL: z.url(),
  ISSUER: z.url(),
  JWKS_URL: z.url(),
  SERVICE_KEY: z.string(),
  PEERS: z.string(),
  PLATFORM_ID: PlatformId,
  AUTH_URL: z.url(),
  SHARED_DATA_URL: z.url(),
})

/** Throws ConfigError with everything that is missing or wrong. */
export function readRelayConfig(environment: Readonly<Record<string, string | undefined>>): RelayConfig {
  const given = readConfig(Environment, names, environment)
  return {
    port: given.PORT,
    host: given.HOST,
    database: {
      url: given.DATABASE_URL,
      auditAppendUrl: given.DATABASE_AUDIT_APPEND_URL,
      auditReadUrl: given.DATABASE_AUDIT_READ_URL,
      ownerUrl: given.DATABASE_OWNER_URL,
      connectionsMax: given.DATABASE_CONNECTIONS_MAX,
    },
    publicUrl: given.PUBLIC_URL,
    issuer: given.ISSUER,
    jwksUrl: given.JWKS_URL,
    serviceKey: JSON.parse(given.SERVICE_KEY),
    peers: JSON.parse(given.PEERS),
    platformId: given.PLATFORM_ID,
    neighbours: { auth: given.AUTH_URL, 'shared-data': given.SHARED_DATA_URL },
  }
}
