/**
 * The vault service on its own: real HTTP, a real database, a folder of objects. Auth is a key set that this file signs
 * session tokens with.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { authorizePerson, authorizeService, type Client, createClient, makeDpopKey } from '@nornos/client'
import { vault } from '@nornos/contracts'
import type { ActorType } from '@nornos/endpoint'
import { createServiceSigner, type JsonWebKey, type Service } from '@nornos/service-kit'
import { createVault } from '@nornos/vault'
import type { VaultConfig } from '@nornos/vault/config'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { openVaultDatabase, type VaultDatabase } from './vault-database.ts'

export type VaultApi = Client<typeof vault>
export type VaultOverrides = NonNullable<Parameters<typeof createVault>[1]>

export interface VaultAlone extends AsyncDisposable {
  readonly config: VaultConfig
  readonly service: Service
  readonly database: VaultDatabase
  /** Private keys of the services that may speak to this one. */
  readonly neighbourKeys: Readonly<Record<'relay', JsonWebKey>>
  signIn(type: ActorType, id: string, signedInAt?: Date): Promise<VaultApi>
  readonly relay: VaultApi
  readonly anonymous: VaultApi
  /** Replaces the service by a new one on the same database and folder. */
  restart(more?: VaultOverrides): Promise<void>
}

export async function startVaultAlone(
  more: Partial<VaultConfig> = {},
  overrides: VaultOverrides = {},
): Promise<VaultAlone> {
  await using made = new AsyncDisposableStack()
  const database = made.use(await openVaultDatabase())
  const issuer = await startIssuer(made)
  const folder = await mkdtemp(path.join(tmpdir(), 'nornos-vault-'))
  made.defer(() => rm(folder, { recursive: true, force: true }))
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const relay = makeServiceKey()
  const { d: _private, ...relayPublic } = relay
  const config: VaultConfig = {
    port,
    host: '127.0.0.1',
    database: { url: database.url, ownerUrl: database.ownerUrl, connectionsMax: 6 },
    publicUrl,
    issuer: issuer.name,
    jwksUrl: issuer.jwksUrl,
    serviceKey: makeServiceKey(),
    peers: { relay: relayPublic },
    objectFolder: path.join(folder, 'objects'),
    quotaBytes: 1024 ** 3,
    ...more,
  }
  let service = await createVault(config, overrides)
  made.defer(() => service.close())
  const signer = createServiceSigner('relay', relay)
  const api = (authorize: Parameters<typeof createClient>[0]['authorize']) =>
    createClient({ contract: vault, baseUrl: publicUrl, authorize })
  const all = made.move()
  return {
    config,
    get service() {
      return service
    },
    database,
    neighbourKeys: { relay },
    signIn: async (type, id, signedInAt = new Date()) => {
      const key = await makeDpopKey()
      const token = await issuer.sign({ type, id, thumbprint: key.thumbprint, signedInAt })
      return api(authorizePerson(key, async () => token))
    },
    relay: api(authorizeService(() => signer.authorization('vault'))),
    anonymous: api(async () => ({})),
    restart: async (next = {}) => {
      await service.close()
      service = await createVault(config, { ...overrides, ...next })
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

interface Subject {
  readonly type: ActorType
  readonly id: string
  readonly thumbprint: string
  readonly signedInAt: Date
}

async function startIssuer(made: AsyncDisposableStack) {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'test' }] })
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end(jwks),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  made.defer(() => new Promise((resolve) => server.close(() => resolve())))
  const address = server.address()
  const url = `http://127.0.0.1:${address !== null && typeof address !== 'string' ? address.port : 0}`
  return {
    name: url,
    jwksUrl: `${url}/jwks`,
    sign: ({ type, id, thumbprint, signedInAt }: Subject) =>
      new SignJWT({
        sid: randomUUID(),
        auth_time: Math.floor(signedInAt.getTime() / 1_000),
        name: 'Somebody',
        actor: type,
        cnf: { jkt: thumbprint },
        organizations: [],
      })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'test' })
        .setIssuer(url)
        .setAudience(['nornos:vault'])
        .setSubject(id)
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey),
  }
}

function makeServiceKey(): JsonWebKey {
  return { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), alg: 'EdDSA' }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return address !== null && typeof address !== 'string' ? address.port : 0
}
