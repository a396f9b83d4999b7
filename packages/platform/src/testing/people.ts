/** People of a test: real accounts that sign in the way browsers do, each with a typed client over the gateway. */

import { currentCode, type Seed, type SeededPerson } from '@nornos/auth/seed'
import { authorizePerson, type Client, createClient, type DpopKey } from '@nornos/client'
import type { Account } from '@nornos/contracts'
import { agents, auth, connect, relay, sharedData, vault } from '@nornos/contracts'
import { publicUrlOf } from '../compose/installation.ts'
import type { Ports } from '../compose/layout.ts'
import type { SignedIn } from './authorization.ts'
import { signIn } from './sign-in.ts'

/** Every endpoint that people use, whichever service keeps it. */
export const everyContract = { ...auth, ...relay, ...connect, ...sharedData, ...vault, ...agents } as const
export type Api = Client<typeof everyContract>

export interface TestPerson {
  readonly id: string
  readonly name: string
  readonly actor: Account['actor']
  readonly email: string
  readonly password: string
  readonly totpSecret: string
  /** The six digits at that moment. A code works once, and one step (30 s) early or late. */
  oneTimeCode(at: Date): string
  readonly granteeId: string | null
  readonly doctorCode: string | null
  readonly api: Api
  /** A session token that is good now. */
  sessionToken(): Promise<string>
  /** Renews the session as a browser does. Throws TokenError when it has ended. */
  refresh(): Promise<unknown>
  /** What the session is bound to: for requests that no typed client would make. */
  readonly dpopKey: DpopKey
}

export interface PersonToMake {
  readonly name: string
  readonly actor: Account['actor']
  readonly clinic?: { readonly organizationId: string; readonly verified: boolean }
}

let made = 0

/** A new account, signed in. */
export async function makePerson(ports: Ports, seed: Seed, person: PersonToMake): Promise<TestPerson> {
  made += 1
  const email = `${person.actor}-${process.pid}-${made}@example.org`
  const password = `correct horse ${made} battery staple`
  const seeded = await seed.createPerson({
    email,
    name: person.name,
    password,
    actor: person.actor,
    ...membershipOf(person),
  })
  return signedIn(ports, { ...seeded, name: person.name, email, password, actor: person.actor })
}

function membershipOf({ actor, clinic }: PersonToMake) {
  if (!clinic) return {}
  const verification = clinic.verified ? { verification: { licenceNumber: 'L-1234', country: 'NO' } } : {}
  const role: 'doctor' | 'front_desk' | 'organization_admin' =
    actor === 'front_desk' || actor === 'organization_admin' ? actor : 'doctor'
  return { membership: { organizationId: clinic.organizationId, role, ...verification } }
}

interface Credentials extends SeededPerson {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly actor: Account['actor']
}

/** Signs an existing person in, in a browser of their own. A code works once: sign in again in a later half-minute. */
export async function signedIn(ports: Ports, person: Credentials): Promise<TestPerson> {
  const client = person.actor === 'patient' || person.actor === 'helper' ? 'patient-app' : 'doctor-app'
  const publicUrl = publicUrlOf(ports)
  const session = await signIn({
    issuer: `${publicUrl}/oidc`,
    client,
    redirectUri: `http://localhost:${client === 'patient-app' ? ports.patientApp : ports.doctorApp}/signed-in`,
    email: person.email,
    password: person.password,
    code: () => currentCode(person.totpSecret),
  })
  const sessionToken = keepFresh(session)
  const api = createClient({
    contract: everyContract,
    baseUrl: publicUrl,
    authorize: authorizePerson(session.dpopKey, sessionToken),
  })
  const oneTimeCode = (at: Date) => currentCode(person.totpSecret, at)
  return { ...person, api, sessionToken, refresh: session.refresh, oneTimeCode, dpopKey: session.dpopKey }
}

const freshMs = 4 * 60_000

/** Session tokens live for five minutes; a long test needs several. */
function keepFresh(first: SignedIn): () => Promise<string> {
  let current = Promise.resolve(first)
  let renewAt = performance.now() + freshMs
  return async () => {
    if (performance.now() > renewAt) {
      renewAt = performance.now() + freshMs
      current = current.then((session) => session.refresh())
    }
    return (await current).accessToken
  }
}
