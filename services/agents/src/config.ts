/** What the agents service must be told. Read from the environment when it runs as a process of its own. */
import { type JsonWebKey, readConfig } from '@nornos/service-kit'
import * as z from 'zod/mini'

export interface AgentsConfig {
  readonly port: number
  readonly host: string
  readonly database: { readonly url: string; readonly ownerUrl: string; readonly connectionsMax: number }
  readonly publicUrl: string
  readonly issuer: string
  readonly jwksUrl: string
  readonly serviceKey: JsonWebKey
  readonly peers: Readonly<Record<string, JsonWebKey>>
  /** Holds the key under which tokens and results are sealed. */
  readonly keyFolder: string
  /** Address of relay: the only door to data. */
  readonly neighbours: { readonly relay: string }
}

const names = [
  'PORT',
  'HOST',
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'DATABASE_CONNECTIONS_MAX',
  'PUBLIC_URL',
  'ISSUER',
  'JWKS_URL',
  'SERVICE_KEY',
  'PEERS',
  'KEY_FOLDER',
  'RELAY_URL',
] as const

const count = (fallback: string) =>
  z.pipe(z._default(z.string().check(z.regex(/^[0-9]{1,5}$/)), fallback), z.transform(Number))

const Environment = z.object({
  PORT: count('4305'),
  HOST: z._default(z.string(), '127.0.0.1'),
  DATABASE_URL: z.string(),
  DATABASE_OWNER_URL: z.string(),
  DATABASE_CONNECTIONS_MAX: count('8'),
  PUBLIC_URL: z.url(),
  ISSUER: z.url(),
  JWKS_URL: z.url(),
  SERVICE_KEY: z.string(),
  PEERS: z.string(),
  KEY_FOLDER: z.string(),
  RELAY_URL: z.url(),
})

/** Throws ConfigError with everything that is missing or wrong. */
export function readAgentsConfig(environment: Readonly<Record<string, string | undefined>>): AgentsConfig {
  const given = readConfig(Environment, names, environment)
  return {
    port: given.PORT,
    host: given.HOST,
    database: {
      url: given.DATABASE_URL,
      ownerUrl: given.DATABASE_OWNER_URL,
      connectionsMax: given.DATABASE_CONNECTIONS_MAX,
    },
    publicUrl: given.PUBLIC_URL,
    issuer: given.ISSUER,
    jwksUrl: given.JWKS_URL,
    serviceKey: JSON.parse(given.SERVICE_KEY),
    peers: JSON.parse(given.PEERS),
    keyFolder: given.KEY_FOLDER,
    neighbours: { relay: given.RELAY_URL },
  }
}
