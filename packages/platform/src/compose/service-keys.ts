/** The key pair by which each service proves itself to its neighbours: one private file a service, made once. */
import { generateKeyPair } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { JsonWebKey } from '@nornos/service-kit'

export const serviceNames = ['gateway', 'auth', 'relay', 'shared-data', 'vault', 'agents'] as const
export type ServiceName = (typeof serviceNames)[number]

export interface ServiceKeys {
  readonly privateKeys: Readonly<Record<ServiceName, JsonWebKey>>
  readonly publicKeys: Readonly<Record<ServiceName, JsonWebKey>>
}

/** The caller holds the lock of the state folder: two processes never make the keys at once. */
export async function openServiceKeys(keyFolder: string): Promise<ServiceKeys> {
  const privateEntries = await Promise.all(
    serviceNames.map(
      async (name) => [name, await openKey(path.join(keyFolder, name, 'service-key.json'))] as const,
    ),
  )
  const publicEntries = privateEntries.map(([name, { d: _d, ...publicKey }]) => [name, publicKey] as const)
  return {
    privateKeys: Object.fromEntries(privateEntries) as Record<ServiceName, JsonWebKey>,
    publicKeys: Object.fromEntries(publicEntries) as Record<ServiceName, JsonWebKey>,
  }
}

async function openKey(file: string): Promise<JsonWebKey> {
  const existing = await readFile(file, 'utf8').catch(() => null)
  if (existing !== null) return JSON.parse(existing)
  const { privateKey } = await promisify(generateKeyPair)('ed25519')
  const jwk: JsonWebKey = { ...privateKey.export({ format: 'jwk' }), alg: 'EdDSA' }
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, JSON.stringify(jwk), { mode: 0o600, flush: true })
  await rename(draft, file)
  return jwk
}
