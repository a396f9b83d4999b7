/**
 * Goal: a patient finds exactly the doctor whose code they were given; services learn names, people learn nothing else.
 * Method: auth with a real database, over HTTP; for each allowed case the same act by someone who may not.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { authorizeService, createClient } from '@nornos/client'
import { auth } from '@nornos/contracts'
import { type ActorType, actorTypes, type Endpoint, fillPath } from '@nornos/endpoint'
import { type SignedIn, signIn } from '@nornos/platform/testing/sign-in'
import { createServiceSigner } from '@nornos/service-kit'
import { exportJWK, generateKeyPair } from 'jose'
import { Client } from 'pg'
import { type AuthFixture, type Person, startAuth } from './auth-fixture.ts'

let env: AuthFixture
let clinic: string
before(async () => {
  env = await startAuth()
  clinic = await env.seed.createOrganization('Fjord Clinic')
})
after(() => env[Symbol.asyncDispose]())

const verification = { licenceNumber: 'NO-123', country: 'NO' }

test('a patient who has a code sees who gave it; a code that nobody has is not found', async () => {
  const bob = await makeDoctor('Bob Solheim')
  const { body } = await env
    .apiOf(await signIn({ ...env.doctorFlow, ...bob, code: bob.code() }))
    .doctorCodeRead({})
  assert.equal(body?.code, bob.doctorCode)
  const patient = env.apiOf(await signIn({ ...env.patientFlow, ...(await env.makePerson()) }))
  const found = await patient.doctorLookup({ params: { code: bob.doctorCode ?? '' } })
  const organization = 'Fjord Clinic'
  assert.deepEqual(found.body, { granteeId: bob.granteeId, name: bob.name, organization, verified: true })
  const unknown = await patient.doctorLookup({ params: { code: '0000000000' } })
  assert.equal(unknown.status, 404)
})

test('a doctor whose licence was not checked has no code and treats nobody', async () => {
  const membership = { organizationId: clinic, role: 'doctor' } as const
  const carl = await env.makePerson({ actor: 'doctor', membership })
  const signedIn = await signIn({ ...env.doctorFlow, ...carl })
  assert.equal((await env.apiOf(signedIn).doctorCodeRead({})).status, 404)
  assert.equal(carl.doctorCode, null)
})

test('a service learns the names behind ids, and is told nothing about ids that nobody has', async () => {
  const bob = await makeDoctor('Bob Solheim')
  const astrid = await env.makePerson()
  const ids = [bob.granteeId ?? '', astrid.id, clinic, crypto.randomUUID()]
  const { body } = await env.neighbour.personList({ body: { ids } })
  const names = new Map(body?.people.map(({ id, name }) => [id, name]))
  assert.equal(names.size, 3)
  assert.equal(names.get(bob.granteeId ?? ''), 'Bob Solheim')
  assert.equal(names.get(astrid.id), astrid.name)
  assert.equal(names.get(clinic), 'Fjord Clinic')
})

test('a stranger who signs like a service is no service', async () => {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const signer = createServiceSigner('relay', await exportJWK(privateKey))
  const stranger = createClient({
    contract: auth,
    baseUrl: env.config.publicUrl,
    authorize: authorizeService(() => signer.authorization('auth')),
  })
  assert.equal((await stranger.personList({ body: { ids: [] } })).status, 401)
})

test('a membership that treats cannot exist without a checked licence, whatever the code does', async () => {
  const { id } = await env.makePerson({ actor: 'doctor' })
  const insert = (treating: boolean, code: string | null) =>
    asService(
      `insert into memberships (grantee_id, account_id, organization_id, role, treating, doctor_code, created_at)
       values ($1, $2, $3, 'doctor', $4, $5, now())`,
      [crypto.randomUUID(), id, clinic, treating, code],
    )
  await assert.rejects(insert(true, '0123456789'), { code: '23503' })
  await insert(false, null)
})

test('without saying who acts, the database shows no account, proof, membership or event', async () => {
  await makeDoctor('Bob Solheim')
  const client = new Client({ connectionString: env.config.database.url })
  await client.connect()
  for (const table of [
    'accounts',
    'credentials',
    'memberships',
    'organizations',
    'sessions',
    'audit_outbox',
    'recovery_slots',
    'recovery_halves',
    'recovery_requests',
  ]) {
    assert.equal((await client.query(`select 1 from ${table}`)).rowCount, 0)
  }
  await client.end()
  assert.notEqual((await asService('select 1 from accounts', [])).rowCount, 0)
})

test('a person sees one account, their own', async () => {
  const [astrid] = await Promise.all([env.makePerson(), env.makePerson()])
  const client = new Client({ connectionString: env.config.database.url })
  await client.connect()
  await client.query(
    "select set_config('nornos.actor_id', $1, false), set_config('nornos.actor_type', 'patient', false)",
    [astrid.id],
  )
  const { rows } = await client.query('select id from accounts')
  const secrets = await client.query('select 1 from credentials')
  await client.end()
  assert.deepEqual(rows, [{ id: astrid.id }])
  assert.equal(secrets.rowCount, 0)
})

test('every endpoint answers every actor as the printed grid says', async () => {
  let callers = await makeCallers()
  const lines = [`${''.padEnd(22)}${actorTypes.join(' ')}`]
  // Signing out comes last: it would end the callers' sessions before the other questions.
  const { accountClose, sessionEnd, ...others } = auth
  for (const [operation, endpoint] of Object.entries({ ...others, sessionEnd, accountClose })) {
    // Nobody closes an account whose session has ended.
    if (endpoint === accountClose) callers = await makeCallers()
    const cells: string[] = []
    for (const actor of actorTypes) {
      const status = await callers[actor]?.(endpoint)
      cells.push(
        (status === undefined ? '-' : isAdmitted(status) ? 'yes' : String(status)).padEnd(actor.length),
      )
    }
    lines.push(`${operation.padEnd(22)}${cells.join(' ')}`.trimEnd())
  }
  const golden = await readFile(new URL('authz-matrix.txt', import.meta.url), 'utf8')
  assert.equal(`${lines.join('\n')}\n`, golden)
})

/** Let through to the handler, whatever it found there. */
function isAdmitted(status: number): boolean {
  return status !== 401 && status !== 403
}

type Call = (endpoint: Endpoint) => Promise<number>

/** Actors that never sign in here have no token at all: they are printed as a dash. */
async function makeCallers(): Promise<Partial<Record<ActorType, Call>>> {
  const people = {
    patient: await signIn({ ...env.patientFlow, ...(await env.makePerson()) }),
    helper: await signIn({ ...env.patientFlow, ...(await env.makePerson({ actor: 'helper' })) }),
  }
  const staff: Partial<Record<ActorType, SignedIn>> = {}
  for (const actor of ['front_desk', 'organization_admin', 'admin', 'auditor'] as const) {
    staff[actor] = await signIn({ ...env.doctorFlow, ...(await env.makePerson({ actor })) })
  }
  const doctor = await signIn({ ...env.doctorFlow, ...(await makeDoctor('Bob Solheim')) })
  const calls = Object.entries({ ...people, ...staff, doctor }).map(([actor, signedIn]) => [
    actor,
    callOf(async (endpoint, url) => ({
      authorization: `DPoP ${signedIn.accessToken}`,
      dpop: await signedIn.dpopKey.proof({ method: endpoint.method, url, token: signedIn.accessToken }),
    })),
  ])
  return { ...Object.fromEntries(calls), service: serviceCall(), anonymous: callOf(async () => ({})) }
}

function serviceCall(): Call {
  return callOf(async () => ({ authorization: await env.neighbourAuthorization() }))
}

function callOf(headersOf: (endpoint: Endpoint, url: string) => Promise<Record<string, string>>): Call {
  return async (endpoint) => {
    const url = `${env.config.publicUrl}${fillPath(endpoint.path, { code: '0000000000', sessionId: crypto.randomUUID(), slotId: crypto.randomUUID() })}`
    const stop = new AbortController()
    const response = await fetch(url, {
      method: endpoint.method,
      headers: { ...(await headersOf(endpoint, url)), 'content-type': 'application/json' },
      body: endpoint.request.body ? JSON.stringify({ ids: [] }) : null,
      signal: stop.signal,
    })
    stop.abort()
    return response.status
  }
}

function makeDoctor(name: string): Promise<Person> {
  const membership = { organizationId: clinic, role: 'doctor', verification } as const
  return env.makePerson({ name, actor: 'doctor', membership })
}

async function asService(text: string, values: readonly unknown[]) {
  const client = new Client({ connectionString: env.config.database.url })
  await client.connect()
  try {
    await client.query("select set_config('nornos.actor_type', 'service', false)")
    return await client.query(text, [...values])
  } finally {
    await client.end()
  }
}
