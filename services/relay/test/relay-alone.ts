/**
 * Relay on its own: real HTTP, real database, real signatures. Auth is a key set that this file signs session tokens
 * with; shared-data and auth's list of names answer as the test says, so that they can also fail. The same with all
 * neighbours in place is tested on the whole platform.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import {
  authorizePerson,
  authorizeService,
  type Client,
  createClient,
  type DpopKey,
  makeDpopKey,
} from '@nornos/client'
import { relay } from '@nornos/contracts'
import type { ActorType, Membership } from '@nornos/endpoint'
import { createRelay } from '@nornos/relay'
import { createServiceSigner, type JsonWebKey, logTo, type Service } from '@nornos/service-kit'
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { platformId } from './kept-rows.ts'
import { openRelayDatabase, type RelayDatabase } from './relay-database.ts'
import { makeSigningPatient, type SigningPatient } from './signing-patient.ts'

export type RelayApi = Client<typeof relay>
export type Answer = (request: Request, body: unknown) => Response | Promise<Response>

export interface SignedInPerson {
  readonly id: string
  readonly api: RelayApi
  readonly sessionToken: string
  readonly dpopKey: DpopKey
}

export interface Doctor extends SignedInPerson {
  readonly granteeId: string
  readonly organizationId: string
}

export interface RelayAlone extends AsyncDisposable {
  readonly service: Service
  readonly database: RelayDatabase
  /** By path; what is not named is answered with 204. Requests are kept in `asked`. */
  readonly publicUrl: string
  /** What the vault verifies permits with. */
  readonly relayKey: JsonWebKey
  readonly sharedData: { answers: Record<string, Answer>; readonly asked: { path: string; body: unknown }[] }
  signIn(
    type: ActorType,
    id: string,
    organizations?: readonly Membership[],
    /** Now, unless another moment is given. */
    signedInAt?: number,
  ): Promise<SignedInPerson>
  /** Auth tells that the session of this token has ended. */
  endSession(sessionToken: string): void
  /** With a roster that is pinned already. */
  makePatient(): Promise<SigningPatient & SignedInPerson>
  makeDoctor(more?: Partial<Membership>): Promise<Doctor>
  serviceApi(name: 'agents' | 'vault' | 'auth' | 'stranger'): RelayApi
  serviceAuthorization(name: 'agents'): Promise<string>
}

export async function startRelayAlone(): Promise<RelayAlone> {
  logTo({ write: () => undefined })
  await using made = new AsyncDisposableStack()
  const database = made.use(await openRelayDatabase())
  const issuer = await startIssuer(made)
  const keys = Object.fromEntries(
    ['relay', 'agents', 'vault', 'auth', 'stranger'].map((name) => [name, makeServiceKey()]),
  )
  const publicKeys = Object.entries(keys).map(([name, { d: _private, ...key }]) => [name, key] as const)
  const peers = Object.fromEntries(publicKeys.filter(([name]) => name !== 'stranger'))
  const sharedData: RelayAlone['sharedData'] = { answers: {}, asked: [] }
  const endedSessions = createEndedSessions()
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const service = await createRelay(
    {
      port,
      host: '127.0.0.1',
      database: {
        url: database.urls.relay_app,
        auditAppendUrl: database.urls.audit_append,
        auditReadUrl: database.urls.audit_read,
        ownerUrl: database.urls.owner,
        connectionsMax: 4,
      },
      publicUrl,
      issuer: issuer.name,
      jwksUrl: issuer.jwksUrl,
      serviceKey: keys['relay'] ?? {},
      peers,
      platformId,
      neighbours: { auth: 'http://auth.test', 'shared-data': 'http://shared-data.test' },
    },
    {
      send: {
        'shared-data': answering(sharedData),
        auth: (request) => answeringAuth(request, endedSessions),
      },
    },
  )
  made.defer(() => service.close())

  const signIn: RelayAlone['signIn'] = async (type, id, organizations = [], signedInAt = Date.now()) => {
    const dpopKey = await makeDpopKey()
    const { thumbprint } = dpopKey
    const sessionToken = await issuer.sign({ type, id, organizations, thumbprint, signedInAt })
    const authorize = authorizePerson(dpopKey, async () => sessionToken)
    return {
      id,
      dpopKey,
      sessionToken,
      api: createClient({ contract: relay, baseUrl: publicUrl, authorize }),
    }
  }
  const all = made.move()
  return {
    service,
    publicUrl,
    relayKey: peers['relay'] ?? {},
    database,
    sharedData,
    signIn,
    endSession: endedSessions.end,
    makePatient: async () => {
      const signing = await makeSigningPatient(platformId)
      const person = await signIn('patient', signing.id)
      const roster = Buffer.from(signing.roster).toString('base64url')
      await person.api.rosterPin({ body: { roster } })
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
      const person = await signIn('doctor', randomUUID(), [membership])
      return { ...person, granteeId: membership.granteeId, organizationId: membership.id }
    },
    serviceApi: (name) => {
      const signer = createServiceSigner(name, keys[name] ?? {})
      const authorize = authorizeService(() => signer.authorization('relay'))
      return createClient({ contract: relay, baseUrl: publicUrl, authorize })
    },
    serviceAuthorization: (name) => createServiceSigner(name, keys[name] ?? {}).authorization('relay'),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

function answering(sharedData: RelayAlone['sharedData']) {
  return async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname
    const body: unknown = await request.json()
    sharedData.asked.push({ path, body })
    const answer = sharedData.answers[path.replace(/[0-9a-f-]{36}/, ':id')]
    return answer ? answer(request, body) : new Response(null, { status: 204 })
  }
}

interface EndedSessions {
  end(sessionToken: string): void
  follow(listener: (sessionId: string) => void): void
}

function createEndedSessions(): EndedSessions {
  const listeners = new Set<(sessionId: string) => void>()
  return {
    end: (sessionToken) => {
      const { sid } = decodeJwt<{ sid: string }>(sessionToken)
      for (const tell of listeners) tell(sid)
    },
    follow: (listener) => void listeners.add(listener),
  }
}

async function answeringAuth(request: Request, ended: EndedSessions): Promise<Response> {
  if (new URL(request.url).pathname !== '/v1/revoked-sessions/events') return namesOf(request)
  const body = new ReadableStream<Uint8Array>({
    start: (controller) =>
      ended.follow((sessionId) =>
        controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify({ sessionId })}\n\n`)),
      ),
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}

async function namesOf(request: Request): Promise<Response> {
  const { ids }: { ids: readonly string[] } = await request.json()
  return Response.json({ people: ids.map((id) => ({ id, name: `Person ${id.slice(0, 4)}` })) })
}

interface Subject {
  readonly type: ActorType
  readonly id: string
  readonly organizations: readonly Membership[]
  readonly thumbprint: string
  readonly signedInAt: number
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
    sign: ({ type, id, organizations, thumbprint, signedInAt }: Subject) =>
      new SignJWT({
        sid: randomUUID(),
        auth_time: Math.floor(signedInAt / 1_000),
        name: 'Somebody',
        actor: type,
        cnf: { jkt: thumbprint },
        organizations,
      })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'test' })
        .setIssuer(url)
        .setAudience(['nornos:relay', 'nornos:shared-data'])
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
