/** What the gateway must be told. Read from the environment when it runs as a process of its own. */
import { type JsonWebKey, readConfig } from '@nornos/service-kit'
import * as z from 'zod/mini'

export type Neighbour = 'auth' | 'relay' | 'shared-data' | 'vault' | 'agents' | 'connect'

export interface GatewayConfig {
  readonly port: number
  readonly host: string
  /** As browsers see it: no path, no slash at the end. */
  readonly publicUrl: string
  readonly issuer: string
  readonly jwksUrl: string
  /** Origins of the apps: the only ones that browsers may call from. */
  readonly appOrigins: readonly string[]
  readonly neighbours: Readonly<Record<Neighbour, string>>
  readonly serviceKey: JsonWebKey
  readonly limits: {
    /** Requests a minute from one network without a sign-in. */
    readonly anonymousPerMinute: number
    /** Requests a minute of one person. */
    readonly personPerMinute: number
  }
  /** Set when a proxy in front names the caller in X-Forwarded-For. */
  readonly behindProxy: boolean
}

const names = [
  'PORT',
  'HOST',
  'PUBLIC_URL',
  'ISSUER',
  'JWKS_URL',
  'APP_ORIGINS',
  'AUTH_URL',
  'RELAY_URL',
  'SHARED_DATA_URL',
  'VAULT_URL',
  'AGENTS_URL',
  'CONNECT_URL',
  'SERVICE_KEY',
  'ANONYMOUS_PER_MINUTE',
  'PERSON_PER_MINUTE',
  'BEHIND_PROXY',
] as const

const count = (fallback: string) =>
  z.pipe(z._default(z.string().check(z.regex(/^[0-9]{1,7}$/)), fallback), z.transform(Number))

const Environment = z.object({
  PORT: count('4300'),
  HOST: z._default(z.string(), '127.0.0.1'),
  PUBLIC_URL: z.url(),
  ISSUER: z.url(),
  JWKS_URL: z.url(),
  APP_ORIGINS: z.string(),
  AUTH_URL: z.url(),
  RELAY_URL: z.url(),
  SHARED_DATA_URL: z.url(),
  VAULT_URL: z.url(),
  AGENTS_URL: z.url(),
  CONNECT_URL: z.url(),
  SERVICE_KEY: z.string(),
  ANONYMOUS_PER_MINUTE: count('100'),
  PERSON_PER_MINUTE: count('3000'),
  BEHIND_PROXY: z._default(z.enum(['yes', 'no']), 'no'),
})

/** Throws ConfigError with everything that is missing or wrong. */
export function readGatewayConfig(environment: Readonly<Record<string, string | undefined>>): GatewayConfig {
  const given = readConfig(Environment, names, environment)
  return {
    port: given.PORT,
    host: given.HOST,
    publicUrl: given.PUBLIC_URL,
    issuer: given.ISSUER,
    jwksUrl: given.JWKS_URL,
    appOrigins: given.APP_ORIGINS.split(',').map((origin) => origin.trim()),
    neighbours: {
      auth: given.AUTH_URL,
      relay: given.RELAY_URL,
      'shared-data': given.SHARED_DATA_URL,
      vault: given.VAULT_URL,
      agents: given.AGENTS_URL,
      connect: given.CONNECT_URL,
    },
    serviceKey: JSON.parse(given.SERVICE_KEY),
    limits: { anonymousPerMinute: given.ANONYMOUS_PER_MINUTE, personPerMinute: given.PERSON_PER_MINUTE },
    behindProxy: given.BEHIND_PROXY === 'yes',
  }
}
