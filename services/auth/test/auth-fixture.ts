/** Auth alone, on a port and a database of its own, with a mailbox in a folder and a relay that takes notes. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type AuthConfig, createAuth } from '@nornos/auth'
import { currentCode, type NewPerson, openSeed, type Seed, type SeededPerson } from '@nornos/auth/seed'
import { authorizePerson, authorizeService, createClient } from '@nornos/client'
import { auth } from '@nornos/contracts'
import type { FlowOptions, SignedIn } from '@nornos/platform/testing/sign-in'
import { makeTestDatabase } from '@nornos/platform/testing/test-databases'
import { createServiceSigner, logTo, type Service } from '@nornos/service-kit'
import { present } from '@nornos/std'
import { exportJWK, generateKeyPair, type JWK } from 'jose'

export const password = 'seven quiet herons watch the tide'

export interface Person extends SeededPerson {
  readonly email: string
  readonly password: string
  readonly name: string
  /** The current one-time code, or that of so many steps later. */
  code(stepsLater?: number): string
}

export interface AuthFixture extends AsyncDisposable {
  readonly config: AuthConfig
  readonly service: Service
  readonly seed: Seed
  /** Bodies that relay was sent. */
  readonly delivered: unknown[]
  /** Everything that was logged. */
  readonly logged: string[]
  readonly patientFlow: FlowOptions
  readonly doctorFlow: FlowOptions
  /** Replaces the running service by a new one on the same database and keys, as after a crash. */
  restart(): Promise<void>
  makePerson(more?: Partial<NewPerson>): Promise<Person>
  apiOf(signedIn: SignedIn): ReturnType<typeof createClient<typeof auth>>
  /** The header by which the service `relay` names itself to auth. */
  neighbourAuthorization(): Promise<string>
  /** Calls as the service `relay`. */
  readonly neighbour: ReturnType<typeof createClient<typeof auth>>
  /** The newest mail to this address. */
  mailTo(email: string): Promise<{ readonly subject: string; readonly text: string }>
}

export async function startAuth(): Promise<AuthFixture> {
  await using made = new AsyncDisposableStack()
  const { config, neighbourKey } = await makeConfig(made)
  const delivered: unknown[] = []
  const logged: string[] = []
  logTo({ write: (line) => void logged.push(line) })
  const send = {
    relay: async (request: Request) => {
      delivered.push(await request.json())
      return new Response(null, { status: 204 })
    },
  }
  let service = await createAuth(config, { send })
  made.defer(() => service.close())
  const seed = made.use(await openSeed(config))
  const signer = createServiceSigner('relay', neighbourKey)
  const all = made.move()
  const flow = (client: 'patient-app' | 'doctor-app'): FlowOptions => ({
    issuer: config.issuer,
    client,
    redirectUri: config.clients[client].redirectUris[0] ?? '',
  })
  return {
    config,
    seed,
    delivered,
    logged,
    get service() {
      return service
    },
    patientFlow: flow('patient-app'),
    doctorFlow: flow('doctor-app'),
    restart: async () => {
      await service.close()
      service = await createAuth(config, { send })
    },
    makePerson: (more) => makePerson(seed, more),
    apiOf: ({ dpopKey, accessToken }) =>
      createClient({
        contract: auth,
        baseUrl: config.publicUrl,
        authorize: authorizePerson(dpopKey, async () => accessToken),
      }),
    neighbourAuthorization: () => signer.authorization('auth'),
    neighbour: createClient({
      contract: auth,
      baseUrl: config.publicUrl,
      authorize: authorizeService(() => signer.authorization('auth')),
    }),
    mailTo: (email) => newestMail(config, email),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

async function makeConfig(
  made: AsyncDisposableStack,
): Promise<{ readonly config: AuthConfig; readonly neighbourKey: JWK }> {
  const { appUrls, ownerUrl } = made.use(await makeTestDatabase('auth'))
  const url = present(appUrls['nornos_auth_app'], 'the plan names the role')
  const folder = await mkdtemp(path.join(tmpdir(), 'nornos-auth-'))
  made.defer(() => rm(folder, { recursive: true, force: true }))
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const [own, neighbour] = await Promise.all([makeKey(), makeKey()])
  const client = (origin: string) => ({
    redirectUris: [`${origin}/signed-in`],
    postLogoutRedirectUris: [`${origin}/`],
  })
  const config: AuthConfig = {
    port,
    host: '127.0.0.1',
    database: { url, ownerUrl, connectionsMax: 8 },
    publicUrl,
    issuer: `${publicUrl}/oidc`,
    serviceKey: own.privateKey,
    peers: { relay: neighbour.publicKey },
    keyFolder: path.join(folder, 'keys'),
    neighbours: { relay: 'http://127.0.0.1:9' },
    clients: {
      'patient-app': client('http://localhost:4100'),
      'doctor-app': client('http://localhost:4200'),
    },
    mail: { kind: 'outbox', folder: path.join(folder, 'outbox') },
    recoveryWaitHours: 72,
  }
  return { config, neighbourKey: neighbour.privateKey }
}

async function makePerson(seed: Seed, more: Partial<NewPerson> = {}): Promise<Person> {
  const email = `${randomBytes(6).toString('hex')}@example.org`
  const person: NewPerson = { email, name: 'Astrid Lunde', password, actor: 'patient', ...more }
  const made = await seed.createPerson(person)
  const code = (stepsLater = 0) => currentCode(made.totpSecret, new Date(Date.now() + stepsLater * 30_000))
  return { ...made, email: person.email, password: person.password, name: person.name, code }
}

async function newestMail(config: AuthConfig, email: string): Promise<{ subject: string; text: string }> {
  const folder = config.mail.kind === 'outbox' ? config.mail.folder : ''
  for (const name of (await readdir(folder)).sort().reverse()) {
    if (!name.endsWith('.json')) continue
    const mail = JSON.parse(await readFile(path.join(folder, name), 'utf8'))
    if (mail.to === email) return mail
  }
  throw new Error('no mail to this address')
}

async function makeKey(): Promise<{ readonly privateKey: JWK; readonly publicKey: JWK }> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  return { privateKey: await exportJWK(pair.privateKey), publicKey: await exportJWK(pair.publicKey) }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('it did not happen in time')
    await new Promise((resolve) => setImmediate(resolve))
  }
}
