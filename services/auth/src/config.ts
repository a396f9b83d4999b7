/** What auth must be told. Read from the environment when it runs as a process of its own. */
import { type JsonWebKey, readConfig } from '@nornos/service-kit'
import * as z from 'zod/mini'

export type ClientId = 'patient-app' | 'doctor-app'

/** One of our own apps: a public client whose tokens are bound to a key in its browser. */
export interface AppClient {
  /** The first one's origin may call the token endpoint. */
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
}

export type MailConfig =
  | { readonly kind: 'outbox'; readonly folder: string }
  | { readonly kind: 'smtp'; readonly url: string; readonly from: string }

export interface AuthConfig {
  /** Zero takes a free port. */
  readonly port: number
  readonly host: string
  readonly database: { readonly url: string; readonly ownerUrl: string; readonly connectionsMax: number }
  /** The gateway as browsers see it: no path, no slash at the end. */
  readonly publicUrl: string
  /** `${publicUrl}/oidc`. */
  readonly issuer: string
  /** Private Ed25519 key with which auth calls relay. */
  readonly serviceKey: JsonWebKey
  /** Public Ed25519 keys of the services that may call auth. */
  readonly peers: Readonly<Record<string, JsonWebKey>>
  /** Holds auth's own key files, made at the first start. */
  readonly keyFolder: string
  /** Base address of relay, for the trail. */
  readonly neighbours: { readonly relay: string }
  readonly clients: Readonly<Record<ClientId, AppClient>>
  readonly mail: MailConfig
  /**
   * From asking for a recovery contact's help to the half that opens the vault. Fewer than 72 only at an address of this
   * machine: see domain/recovery-wait.ts.
   */
  readonly recoveryWaitHours: number
}

const names = [
  'PORT',
  'HOST',
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'DATABASE_CONNECTIONS_MAX',
  'PUBLIC_URL',
  'SERVICE_KEY',
  'PEERS',
  'KEY_FOLDER',
  'RELAY_URL',
  'PATIENT_APP_REDIRECT_URIS',
  'PATIENT_APP_LOGOUT_URIS',
  'DOCTOR_APP_REDIRECT_URIS',
  'DOCTOR_APP_LOGOUT_URIS',
  'MAIL_OUTBOX',
  'SMTP_URL',
  'MAIL_FROM',
  'RECOVERY_WAIT_HOURS',
] as const

const count = (fallback: string) =>
  z.pipe(z._default(z.string().check(z.regex(/^[0-9]{1,5}$/)), fallback), z.transform(Number))
const addresses = z.pipe(
  z._default(z.string(), ''),
  z.transform((text) => text.split(/[\s,]+/).filter((address) => address !== '')),
)
const key = z.pipe(
  z.string(),
  z.transform((text): JsonWebKey => JSON.parse(text)),
)
const keys = z.pipe(
  z.string(),
  z.transform((text): Record<string, JsonWebKey> => JSON.parse(text)),
)

const Environment = z.object({
  PORT: count('4301'),
  HOST: z._default(z.string(), '127.0.0.1'),
  DATABASE_URL: z.string(),
  DATABASE_OWNER_URL: z.string(),
  DATABASE_CONNECTIONS_MAX: count('10'),
  PUBLIC_URL: z.url(),
  SERVICE_KEY: key,
  PEERS: keys,
  KEY_FOLDER: z.string(),
  RELAY_URL: z.url(),
  PATIENT_APP_REDIRECT_URIS: addresses,
  PATIENT_APP_LOGOUT_URIS: addresses,
  DOCTOR_APP_REDIRECT_URIS: addresses,
  DOCTOR_APP_LOGOUT_URIS: addresses,
  MAIL_OUTBOX: z._default(z.string(), ''),
  SMTP_URL: z._default(z.string(), ''),
  MAIL_FROM: z._default(z.string(), 'Nornos <no-reply@localhost>'),
  RECOVERY_WAIT_HOURS: count('72'),
})

/** Throws ConfigError with everything that is missing or wrong. */
export function readAuthConfig(environment: Readonly<Record<string, string | undefined>>): AuthConfig {
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
    issuer: `${given.PUBLIC_URL}/oidc`,
    serviceKey: given.SERVICE_KEY,
    peers: given.PEERS,
    keyFolder: given.KEY_FOLDER,
    neighbours: { relay: given.RELAY_URL },
    clients: {
      'patient-app': {
        redirectUris: given.PATIENT_APP_REDIRECT_URIS,
        postLogoutRedirectUris: given.PATIENT_APP_LOGOUT_URIS,
      },
      'doctor-app': {
        redirectUris: given.DOCTOR_APP_REDIRECT_URIS,
        postLogoutRedirectUris: given.DOCTOR_APP_LOGOUT_URIS,
      },
    },
    mail:
      given.SMTP_URL === ''
        ? { kind: 'outbox', folder: given.MAIL_OUTBOX }
        : { kind: 'smtp', url: given.SMTP_URL, from: given.MAIL_FROM },
    recoveryWaitHours: given.RECOVERY_WAIT_HOURS,
  }
}
