/**
 * Auth's key files: one master key, and sealed under it the keys of the identity provider (token signatures,
 * cookies, forms, DPoP nonces). Made once, at the first start; the same files serve every replica.
 */
import { createHash, randomBytes } from 'node:crypto'
import { link, readFile, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { importServiceKey, openForService, type ServiceKey, sealForService } from '@nornos/crypto/service-box'
import { openKeyFile } from '@nornos/service-kit'
import { type Bytes, utf8 } from '@nornos/std'
import { exportJWK, generateKeyPair } from 'jose'
import * as z from 'zod/mini'

const base64Url = z.string().check(z.regex(/^[A-Za-z0-9_-]+$/))
const SigningKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: base64Url,
  y: base64Url,
  d: base64Url,
  kid: base64Url,
  alg: z.literal('ES256'),
  use: z.literal('sig'),
})
export type SigningKey = z.output<typeof SigningKey>

const ProviderKeys = z.strictObject({
  /** The first signs; the others still verify. */
  signing: z.array(SigningKey).check(z.minLength(1), z.maxLength(8)),
  cookies: z.array(base64Url).check(z.minLength(1), z.maxLength(8)),
  forms: base64Url,
  dpopNonces: base64Url,
})
type ProviderKeys = z.output<typeof ProviderKeys>

export interface AuthKeys extends ProviderKeys {
  /** Seals what auth stores. */
  readonly records: ServiceKey
}

const providerContext = ['key-file', 'identity-provider']

export async function openAuthKeys(folder: string): Promise<AuthKeys> {
  const records = await importServiceKey(await openKeyFile(path.join(folder, 'auth.key')))
  const file = path.join(folder, 'auth-identity-provider.sealed')
  const existing = (await readProviderKeys(file, records)) ?? (await makeProviderKeys(file, records))
  return { ...existing, records }
}

async function readProviderKeys(file: string, key: ServiceKey): Promise<ProviderKeys | null> {
  let sealed: Bytes
  try {
    sealed = new Uint8Array(await readFile(file))
  } catch (cause) {
    if (cause instanceof Error && Reflect.get(cause, 'code') === 'ENOENT') return null
    throw cause
  }
  const text = new TextDecoder().decode(await openForService(key, providerContext, sealed))
  return ProviderKeys.parse(JSON.parse(text))
}

/** A hard link fails when another process was first; then its keys count. */
async function makeProviderKeys(file: string, key: ServiceKey): Promise<ProviderKeys> {
  const made: ProviderKeys = {
    signing: [await makeSigningKey()],
    cookies: [randomText()],
    forms: randomText(),
    dpopNonces: randomText(),
  }
  const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`
  const sealed = await sealForService(key, providerContext, utf8(JSON.stringify(made)))
  await writeFile(draft, sealed, { mode: 0o600, flush: true })
  try {
    await link(draft, file)
    return made
  } catch (cause) {
    const existing = await readProviderKeys(file, key)
    if (!existing) throw cause
    return existing
  } finally {
    await unlink(draft)
  }
}

async function makeSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  const kid = createHash('sha256').update(`${jwk.x}.${jwk.y}`).digest('base64url').slice(0, 22)
  return SigningKey.parse({ ...jwk, kid, alg: 'ES256', use: 'sig' })
}

function randomText(): string {
  return randomBytes(32).toString('base64url')
}
