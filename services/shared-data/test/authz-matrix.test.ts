/**
 * Goal: who may call what is written down in one grid, and the grid is what really happens.
 * Method: every operation of the contract is called by every kind of caller with the credential that they have;
 * authz-matrix.txt keeps the answers (renew it with --test-update-snapshots, and read the difference).
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sharedData } from '@nornos/contracts'
import { type ActorType, actorTypes, type Endpoint, fillPath, pathParameters } from '@nornos/endpoint'
import { type SharedDataAlone, type SignedInPerson, startSharedDataAlone } from './shared-data-alone.ts'

let env: SharedDataAlone

before(async () => {
  env = await startSharedDataAlone()
})
after(() => env[Symbol.asyncDispose]())

test('each operation answers each kind of caller as the grid says', async (t) => {
  const people = new Map<ActorType, SignedInPerson>()
  for (const actor of actorTypes) people.set(actor, await env.signIn(actor, randomUUID()))
  const rows: string[] = [['operation'.padEnd(18), ...actorTypes.map(shortName)].join(' ').trimEnd()]
  for (const [operation, endpoint] of Object.entries<Endpoint>(sharedData)) {
    const cells: string[] = []
    for (const actor of actorTypes) cells.push((await answerTo(endpoint, actor, people.get(actor))).padEnd(8))
    rows.push([operation.padEnd(18), ...cells].join(' ').trimEnd())
  }
  t.assert.fileSnapshot(`${rows.join('\n')}\n`, join(import.meta.dirname, 'authz-matrix.txt'), {
    serializers: [String],
  })
})

/** `open`: it got as far as the request itself, which is empty and says nothing good. */
async function answerTo(endpoint: Endpoint, actor: ActorType, person?: SignedInPerson): Promise<string> {
  const params = Object.fromEntries(pathParameters(endpoint.path).map((name) => [name, randomUUID()]))
  const url = `${env.publicUrl}${fillPath(endpoint.path, params)}`
  const response = await fetch(url, {
    method: endpoint.method,
    headers: await credentialOf(endpoint, url, actor, person),
  })
  return [401, 403].includes(response.status) ? String(response.status) : 'open'
}

async function credentialOf(
  { method }: Endpoint,
  url: string,
  actor: ActorType,
  person?: SignedInPerson,
): Promise<Record<string, string>> {
  if (actor === 'anonymous' || !person) return {}
  if (actor === 'service') return { authorization: await env.authorizationOf('relay') }
  const dpop = await person.dpopKey.proof({ method, url, token: person.sessionToken })
  return { authorization: `DPoP ${person.sessionToken}`, dpop }
}

function shortName(actor: ActorType): string {
  return actor.replace('organization_admin', 'org_adm').slice(0, 8).padEnd(8)
}
