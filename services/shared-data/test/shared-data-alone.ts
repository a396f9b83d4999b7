/**
 * Shared-data on its own: real HTTP, real database, real signatures. Auth is a key set that the test signs session
 * tokens with; relay is whoever holds its service key, so that it can also be hostile. The same with all neighbours
 * in place is tested on the whole platform.
 */
import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import {
  authorizePerson,
  authorizeService,
  type Client,
  createClient,
  type DpopKey,
  makeDpopKey,
} from '@nornos/client'
import { sharedData } from '@nornos/contracts'
import type { ActorType, Membership } from '@nornos/endpoint'
import { PlatformId, type SignedConsent } from '@nornos/health-model'
import {
  createServiceSigner,
  type JsonWebKey,
  type KeyServiceConfig,
  logTo,
  type Service,
} from '@nornos/service-kit'
import { createSharedData } from '@nornos/shared-data'
import { type SessionIssuer, startSessionIssuer } from './session-issuer.ts'
import { openSharedDataDatabase, type SharedDataDatabase } from './shared-data-database.ts'
import { makeSigningPatient, type SigningPatient } from './signing-patient.ts'

export type SharedDataApi = Client<typeof sharedData>

export interface SignedInPerson {
  readonly id: string
  readonly api: SharedDataApi
  readonly sessionToken: string
  readonly dpopKey: DpopKey
}

export interface Doctor extends SignedInPerson {
  readonly membership: Membership
}

export type Patient = SigningPatient & SignedInPerson

export interface SharedDataAlone extends AsyncDisposable {
  readonly database: SharedDataDatabase
  readonly publicUrl: string
  readonly platformId: PlatformId
  readonly issuer: SessionIssuer
  /** Where the files of the field keys lie. */
  readonly keyFolder: string
  /** What relay was told, and how it answers. */
  readonly relay: { status: number; readonly told: unknown[] }
  /** Every line that was logged. */
  readonly logged: readonly string[]
  /** Resolves with the next line of this message; rejects after ten seconds. */
  nextLogged(message: string): Promise<void>
  /** As relay, with its own service key. */
  readonly asRelay: SharedDataApi
  asService(name: 'relay' | 'agents' | 'stranger'): SharedDataApi
  authorizationOf(name: 'relay' | 'agents'): Promise<string>
  signIn(
    type: ActorType,
    id: string,
    organizations?: readonly Membership[],
    signedInAt?: number,
  ): Promise<SignedInPerson>
  /** With a roster that is pinned already. */
  makePatient(): Promise<Patient>
  makeDoctor(more?: Partial<Membership>): Promise<Doctor>
  /** Names of the key files of a patient, as `field/key`. */
  keyFiles(patientId: string): Promise<readonly string[]>
  restart(): Promise<void>
}

/** With a key service its key wraps the keys of the fields, without one a key file does. */
export async function startSharedDataAlone(keyService?: KeyServiceConfig): Promise<SharedDataAlone> {
  const { logged, nextLogged } = listenToLog()
  await using made = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nornos-shared-data-'))
  made.defer(() => rm(folder, { recursive: true, force: true }))
  const database = made.use(await openSharedDataDatabase())
  const issuer = await startSessionIssuer()
  made.defer(() => issuer.close())
  const keys = Object.fromEntries(
    ['relay', 'agents', 'shared-data', 'stranger'].map((name) => [name, makeServiceKey()]),
  )
  const peers = Object.fromEntries(['relay', 'agents'].map((name) => [name, publicPart(keys[name] ?? {})]))
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const platformId = PlatformId.parse(randomUUID())
  const relay: SharedDataAlone['relay'] = { status: 204, told: [] }
  const start = () =>
    createSharedData(
      {
        port,
        host: '127.0.0.1',
        database: {
          readUrl: database.urls.shared_read,
          writeUrl: database.urls.shared_write,
          ownerUrl: database.urls.owner,
          connectionsMax: 4,
        },
        publicUrl,
        issuer: issuer.name,
        jwksUrl: issuer.jwksUrl,
        serviceKey: keys['shared-data'] ?? {},
        peers,
        keyFolder: folder,
        ...(keyService && { keyService }),
        platformId,
        neighbours: { relay: 'http://relay.test' },
      },
      { send: { relay: listening(relay) } },
    )
  let service: Service = await start()
  made.defer(() => service.close())

  const signIn: SharedDataAlone['signIn'] = async (type, id, organizations = [], signedInAt = Date.now()) => {
    const dpopKey = await makeDpopKey()
    const { thumbprint } = dpopKey
    const sessionToken = await issuer.sign({ type, id, organizations, thumbprint, signedInAt })
    const authorize = authorizePerson(dpopKey, async () => sessionToken)
    return { id, dpopKey, sessionToken, api: clientOf(publicUrl, authorize) }
  }
  const authorizationOf = (name: string) =>
    createServiceSigner(name, keys[name] ?? {}).authorization('shared-data')
  const asService: SharedDataAlone['asService'] = (name) =>
    clientOf(
      publicUrl,
      authorizeService(() => authorizationOf(name)),
    )
  const all = made.move()
  return {
    ...{
      database,
      publicUrl,
      platformId,
      issuer,
      relay,
      logged,
      nextLogged,
      signIn,
      asService,
      authorizationOf,
    },
    keyFolder: path.join(folder, 'deks'),
    asRelay: asService('relay'),
    makePatient: async () => {
      const signing = await makeSigningPatient(platformId)
      const person = await signIn('patient', signing.id)
      const roster = Buffer.from(signing.roster).toString('base64url')
      await person.api.sharedRosterPin({ body: { roster } })
      return { ...person, ...signing }
    },
    makeDoctor: async (more = {}) => {
      const membership = {
        granteeId: randomUUID(),
        id: randomUUID(),
        name: 'A practice',
        role: 'doctor' as const,
        treating: true,
        ...more,
      }
      return { ...(await signIn('doctor', randomUUID(), [membership])), membership }
    },
    keyFiles: async (patientId) => {
      const names = await readdir(path.join(folder, 'deks', patientId), { recursive: true }).catch(() => [])
      return names.filter((name) => name.includes('/')).sort()
    },
    restart: async () => {
      await service.close()
      service = await start()
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

/** A live grant for this doctor, by relay. Throws when it is refused. */
export async function accept(env: SharedDataAlone, ...consents: SignedConsent[]): Promise<void> {
  const reply = await env.asRelay.grantAccept({ body: { consents } })
  if (reply.problem !== undefined) throw new Error(`refused: ${reply.problem} ${reply.facts['reason']}`)
}

/** The hash of a fresh access token that relay has registered for this doctor. Throws when it is refused. */
export async function register(
  env: SharedDataAlone,
  doctor: SignedInPerson,
  { record }: SignedConsent,
): Promise<string> {
  const tokenHash = makeTokenHash()
  const reply = await env.asRelay.readTokenRegister({
    body: {
      tokenHash,
      patientId: record.patient_id,
      sessionToken: doctor.sessionToken,
      consentId: record.consent_id,
      keyThumbprint: doctor.dpopKey.thumbprint,
      expiresAt: record.valid_until,
    },
  })
  if (reply.problem !== undefined) throw new Error(`refused: ${reply.problem}`)
  return tokenHash
}

export function makeTokenHash(): string {
  return createHash('sha256').update(randomBytes(32)).digest('hex')
}

function listenToLog(): Pick<SharedDataAlone, 'logged' | 'nextLogged'> {
  const logged: string[] = []
  const lines = new EventTarget()
  logTo({
    write: (line) => {
      logged.push(line)
      lines.dispatchEvent(new Event(String(JSON.parse(line).message)))
    },
  })
  return {
    logged,
    nextLogged: (message) =>
      new Promise((resolve, reject) => {
        const late = AbortSignal.timeout(10_000)
        late.addEventListener('abort', () => reject(new Error(`nobody logged: ${message}`)))
        lines.addEventListener(message, () => resolve(), { once: true })
      }),
  }
}

function clientOf(baseUrl: string, authorize: Parameters<typeof createClient>[0]['authorize']) {
  return createClient({ contract: sharedData, baseUrl, authorize })
}

function listening(relay: SharedDataAlone['relay']) {
  return async (request: Request): Promise<Response> => {
    relay.told.push(await request.json())
    return relay.status === 204
      ? new Response(null, { status: 204 })
      : new Response('{}', { status: relay.status })
  }
}

function publicPart({ d: _private, ...key }: JsonWebKey): JsonWebKey {
  return key
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
