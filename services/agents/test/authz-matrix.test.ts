/**
 * Goal: who may call what is written down in one grid, and the grid is what really happens.
 * Method: every operation of the contract is called at the service itself by every kind of caller with the credential
 * that they have; authz-matrix.txt keeps the answers (renew it with --test-update-snapshots, and read the difference).
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { agents } from '@nornos/contracts'
import { type ActorType, actorTypes, type Endpoint, fillPath, pathParameters } from '@nornos/endpoint'
import { type TestPerson, TestPlatform } from '@nornos/platform/testing'
import { createServiceSigner } from '@nornos/service-kit'

/** Who can have an account. The others are nobody's session: a run is asked for in person. */
const signedIn = [
  'patient',
  'doctor',
  'front_desk',
  'organization_admin',
  'admin',
  'auditor',
  'helper',
] as const

let env: TestPlatform
before(async () => {
  env = await TestPlatform.create()
})
after(() => env[Symbol.asyncDispose]())

test('each operation answers each kind of caller as the grid says', async (t) => {
  const people = new Map<ActorType, TestPerson>()
  for (const actor of signedIn) people.set(actor, await env.makePerson({ name: 'Kari Dahl', actor }))
  const rows: string[] = [['operation'.padEnd(22), ...actorTypes.map(shortName)].join(' ')]
  for (const [operation, endpoint] of Object.entries<Endpoint>(agents)) {
    const cells: string[] = []
    for (const actor of actorTypes) cells.push((await answerTo(endpoint, actor, people.get(actor))).padEnd(8))
    rows.push([operation.padEnd(22), ...cells].join(' ').trimEnd())
  }
  t.assert.fileSnapshot(`${rows.join('\n')}\n`, join(import.meta.dirname, 'authz-matrix.txt'), {
    serializers: [String],
  })
})

/** `open`: it got as far as the request itself, which is empty or names a run that never was. */
async function answerTo(endpoint: Endpoint, actor: ActorType, person?: TestPerson): Promise<string> {
  const names = pathParameters(endpoint.path)
  const path = fillPath(endpoint.path, Object.fromEntries(names.map((name) => [name, randomUUID()])))
  const { status } = await fetch(`${env.serviceUrl('agents')}${path}`, {
    method: endpoint.method,
    headers: await credentialOf(endpoint.method, path, actor, person),
  })
  return [401, 403].includes(status) ? String(status) : 'open'
}

async function credentialOf(
  method: string,
  path: string,
  actor: ActorType,
  person?: TestPerson,
): Promise<Record<string, string>> {
  if (actor === 'service') {
    const signer = createServiceSigner('relay', env.installation.keys.privateKeys.relay)
    return { authorization: await signer.authorization('agents') }
  }
  if (!person) return {}
  const token = await person.sessionToken()
  // Proofs name the address that people use, also when the question is asked inside.
  const dpop = await person.dpopKey.proof({ method, url: `${env.publicUrl}${path}`, token })
  return { authorization: `DPoP ${token}`, dpop }
}

function shortName(actor: ActorType): string {
  return actor.replace('organization_admin', 'org_adm').slice(0, 8).padEnd(8)
}
