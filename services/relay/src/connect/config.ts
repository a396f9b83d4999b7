/** What the connect process must be told. Read from the environment when it runs as a process of its own. */
import { VendorId } from '@nornos/contracts'
import {
  type JsonWebKey,
  type KeyServiceConfig,
  keyServiceNames,
  keyServiceOf,
  keyServiceShape,
  readConfig,
} from '@nornos/service-kit'
import * as z from 'zod/mini'

/** What an installation got when it registered with a vendor, and the vendor's addresses where they differ. */
export const VendorRegistration = z.strictObject({
  clientId: z.string().check(z.minLength(1), z.maxLength(300)),
  clientSecret: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
  webhookSecret: z.optional(z.string().check(z.minLength(8), z.maxLength(500))),
  authorizeUrl: z.optional(z.url()),
  tokenUrl: z.optional(z.url()),
  apiUrl: z.optional(z.url()),
  revokeUrl: z.optional(z.url()),
  noticeKeysUrl: z.optional(z.url()),
})
export type VendorRegistration = z.output<typeof VendorRegistration>

/** A record server that this installation has registered with. */
const RecordServer = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(120), z.regex(/^[^\p{Cc}\p{Cs}]*$/u)),
  serverUrl: z.url().check(z.maxLength(500)),
  clientId: z.string().check(z.minLength(1), z.maxLength(300)),
})

export const Registrations = z.strictObject({
  vendors: z._default(z.partialRecord(VendorId, VendorRegistration), {}),
  recordServers: z._default(z.array(RecordServer).check(z.maxLength(200)), []),
  /** For servers that a patient names: some take any client. Without it patients choose among the listed ones. */
  otherServersClientId: z.optional(z.string().check(z.minLength(1), z.maxLength(300))),
  /** Hosts inside our own network that may be called nevertheless, with their port: `records.clinic.local:8443`. */
  insideHosts: z._default(z.array(z.string().check(z.maxLength(300))).check(z.maxLength(50)), []),
})
export type Registrations = z.output<typeof Registrations>

export interface ConnectConfig {
  readonly port: number
  readonly host: string
  readonly database: {
    /** Role connect_app. */
    readonly url: string
    /** Owner of relay's tables; used for migrations alone. */
    readonly ownerUrl: string
    readonly connectionsMax: number
  }
  /** The gateway as browsers and vendors see it. */
  readonly publicUrl: string
  /** Where the patient app lives: vendors send people back to its page for that. */
  readonly patientAppUrl: string
  readonly issuer: string
  readonly jwksUrl: string
  /** Private Ed25519 key of relay: permits for the inbox are relay's word. */
  readonly serviceKey: JsonWebKey
  readonly peers: Readonly<Record<string, JsonWebKey>>
  /** Holds the key that wraps the keys of vendors' tokens. */
  readonly keyFolder: string
  /** Wraps them instead of a key file. What one of them wrapped, the other does not open. */
  readonly keyService?: KeyServiceConfig
  readonly neighbours: { readonly vault: string }
  readonly registrations: Registrations
}

const names = [
  'PORT',
  'HOST',
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'DATABASE_CONNECTIONS_MAX',
  'PUBLIC_URL',
  'PATIENT_APP_URL',
  'ISSUER',
  'JWKS_URL',
  'SERVICE_KEY',
  'PEERS',
  'KEY_FOLDER',
  ...keyServiceNames,
  'VAULT_URL',
  'REGISTRATIONS',
] as const

const count = (fallback: string) =>
  z.pipe(z._default(z.string().check(z.regex(/^[0-9]{1,5}$/)), fallback), z.transform(Number))

const Environment = z.object({
  PORT: count('4306'),
  HOST: z._default(z.string(), '127.0.0.1'),
  DATABASE_URL: z.url(),
  DATABASE_OWNER_URL: z.url(),
  DATABASE_CONNECTIONS_MAX: count('8'),
  PUBLIC_URL: z.url(),
  PATIENT_APP_URL: z.url(),
  ISSUER: z.url(),
  JWKS_URL: z.url(),
  SERVICE_KEY: z.string(),
  PEERS: z.string(),
  KEY_FOLDER: z.string(),
  ...keyServiceShape,
  VAULT_URL: z.url(),
  /** JSON: what the installation got when it registered with vendors. Best given as REGISTRATIONS_FILE. */
  REGISTRATIONS: z._default(z.string(), '{}'),
})

/** Throws ConfigError with everything that is missing or wrong. */
export function readConnectConfig(environment: Readonly<Record<string, string | undefined>>): ConnectConfig {
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
    patientAppUrl: given.PATIENT_APP_URL,
    issuer: given.ISSUER,
    jwksUrl: given.JWKS_URL,
    serviceKey: JSON.parse(given.SERVICE_KEY),
    peers: JSON.parse(given.PEERS),
    keyFolder: given.KEY_FOLDER,
    ...keyServiceOf(given),
    neighbours: { vault: given.VAULT_URL },
    registrations: Registrations.parse(JSON.parse(given.REGISTRATIONS)),
  }
}
