/**
 * What a vendor gave, sealed: under a key of its own per connection, which the key port wraps. When the connection
 * ends, the wrapped key goes with it, and what is left in old copies of the database opens nowhere.
 */
import { makeDataKey, openDataKey, openForService, sealForService } from '@nornos/crypto/service-box'
import { fromUtf8, present, utf8 } from '@nornos/std'
import * as z from 'zod/mini'
import type { ConnectContext } from './context.ts'

const text = z.string().check(z.maxLength(20_000))

export const SiteSecrets = z.strictObject({
  authorizeUrl: text,
  tokenUrl: text,
  apiUrl: text,
  revokeUrl: z.nullable(text),
  clientId: text,
})

export const ConnectionSecrets = z.strictObject({
  accessToken: text,
  refreshToken: z.nullable(text),
  expiresAt: z.nullable(z.number()),
  account: z.nullable(text),
  /** Of a record server; the sites of vendors are configuration. */
  site: z.nullable(SiteSecrets),
})
export type ConnectionSecrets = z.output<typeof ConnectionSecrets>

export const AttemptSecrets = z.strictObject({
  verifier: z.nullable(text),
  serverUrl: z.nullable(text),
  serverName: z.nullable(text),
  site: z.nullable(SiteSecrets),
})
export type AttemptSecrets = z.output<typeof AttemptSecrets>

export interface SealedSecrets {
  readonly wrappedKey: Uint8Array
  readonly secrets: Uint8Array
}

/** Which row they belong to: they open nowhere else. */
export type SecretsPlace = readonly [
  table: 'connections' | 'connection_attempts',
  patientId: string,
  id: string,
]

type Keys = Pick<ConnectContext, 'keys'>

/** Under a fresh key. */
export async function sealSecrets(
  { keys }: Keys,
  place: SecretsPlace,
  value: ConnectionSecrets | AttemptSecrets,
): Promise<SealedSecrets> {
  const { key, wrapped } = await makeDataKey(keys, place)
  return { wrappedKey: wrapped, secrets: await sealForService(key, place, utf8(JSON.stringify(value))) }
}

/** New secrets under the key that the connection has. */
export async function resealSecrets(
  { keys }: Keys,
  place: SecretsPlace,
  wrappedKey: Uint8Array,
  value: ConnectionSecrets,
): Promise<Uint8Array> {
  return sealForService(await openDataKey(keys, place, wrappedKey), place, utf8(JSON.stringify(value)))
}

export async function openSecrets<S extends z.ZodMiniType>(
  { keys }: Keys,
  place: SecretsPlace,
  { wrappedKey, secrets }: SealedSecrets,
  schema: S,
): Promise<z.output<S>> {
  const opened = await openForService(await openDataKey(keys, place, wrappedKey), place, secrets)
  return parsed(opened, schema)
}

/** Secrets that may change while they are in use. */
export interface OpenSecrets {
  readonly value: ConnectionSecrets
  /** New ones under the same key. The key port is not asked again: what a vendor gives once must not wait for it. */
  reseal(value: ConnectionSecrets): Promise<Uint8Array>
}

export async function openSecretsToChange(
  { keys }: Keys,
  place: SecretsPlace,
  { wrappedKey, secrets }: SealedSecrets,
): Promise<OpenSecrets> {
  const key = await openDataKey(keys, place, wrappedKey)
  return {
    value: parsed(await openForService(key, place, secrets), ConnectionSecrets),
    reseal: (value) => sealForService(key, place, utf8(JSON.stringify(value))),
  }
}

function parsed<S extends z.ZodMiniType>(opened: Uint8Array, schema: S): z.output<S> {
  return schema.parse(JSON.parse(present(fromUtf8(opened), 'secrets are text')))
}

/** How far the pages of a fetch have been read, and the one thing it is about: vendors put into both what they like. */
type TextOf = 'page' | 'object'

export async function sealText(
  { keys }: Keys,
  place: SecretsPlace,
  wrappedKey: Uint8Array,
  of: TextOf,
  text: string,
): Promise<Uint8Array> {
  return sealForService(await openDataKey(keys, place, wrappedKey), [...place, of], utf8(text))
}

/** The same for many: the key port is asked once. */
export async function sealTexts(
  { keys }: Keys,
  place: SecretsPlace,
  wrappedKey: Uint8Array,
  of: TextOf,
  texts: readonly string[],
): Promise<readonly Uint8Array[]> {
  if (texts.length === 0) return []
  const key = await openDataKey(keys, place, wrappedKey)
  return Promise.all(texts.map((text) => sealForService(key, [...place, of], utf8(text))))
}

export async function openText(
  { keys }: Keys,
  place: SecretsPlace,
  wrappedKey: Uint8Array,
  of: TextOf,
  sealed: Uint8Array,
): Promise<string> {
  const opened = await openForService(await openDataKey(keys, place, wrappedKey), [...place, of], sealed)
  return present(fromUtf8(opened), 'what was sealed was text')
}
