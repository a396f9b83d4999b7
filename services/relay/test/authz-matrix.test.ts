/**
 * Goal: who may call what is written down in one grid, and the grid is what really happens.
 * Method: every operation of the contract is called by every kind of caller with the credential that they have;
 * authz-matrix.txt keeps the answers (renew it with --test-update-snapshots, and read the difference).
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { relay } from '@nornos/contracts'
import { type ActorType, actorTypes, type Endpoint, fillPath, pathParameters } from '@nornos/endpoint'
import { type RelayAlone, type SignedInPerson, startRelayAlone } from './relay-alone.ts'

let env: RelayAlone

before(async () => {
  env = await startRelayAlone()
})
after(() => env[Symbol.asyncDispose]())

test('each operation answers each kind of caller as the grid says', async (t) => {
  const people = new Map<ActorType, SignedInPerson>()
  for (const actor of actorTypes) people.set(actor, await env.signIn(actor, randomUUID()))
  const rows: string[] = [['operation'.padEnd(22), ...actorTypes.map(shortName)].join(' ')]
  for (const [operation, endpoint] of Object.entries<Endpoint>(relay)) {
    const cells: string[] = []
    for (const actor of actorTypes) cells.push((await answerTo(endpoint, actor, people.get(actor))).padEnd(8))
    rows.push([operation.padEnd(22), ...cells].join(' ').trimEnd())
  }
  t.assert.fileSnapshot(`${rows.join('\n')}\n`, join(import.meta.dirname, 'authz-matrix.txt'), {
    serializers: [String],
  })
})

/**
 * `open`: it got as far as the request itself, which is empty and says nothing good. What an access token opens is
 * decided by the token alone: here it is one that nobody issued, and so the answer is 404 for all who hold a key.
 */
async function answerTo(endpoint: Endpoint, actor: ActorType, person?: SignedInPerson): Promise<string> {
  const params = Object.fromEntries(pathParameters(endpoint.path).map((name) => [name, randomUUID()]))
  const url = `${env.publicUrl}${fillPath(endpoint.path, { ...params, ...('field' in params ? { field: 'hrv' } : {}) })}`
  const stop = new AbortController()
  const isByToken = endpoint.credential === 'access-token'
  const question = '?metric=hrv_sdnn&from=2025-01-01T00:00:00Z&to=2025-02-01T00:00:00Z&resolution=raw'
  const response = await fetch(isByToken && endpoint.request.query ? `${url}${question}` : url, {
    method: endpoint.method,
    headers: await credentialOf(endpoint, url, actor, person),
    signal: stop.signal,
  })
  stop.abort()
  const isTold = [401, 403].includes(response.status) || isByToken
  return isTold ? String(response.status) : 'open'
}

async function credentialOf(
  { method }: Endpoint,
  url: string,
  actor: ActorType,
  person?: SignedInPerson,
): Promise<Record<string, string>> {
  if (actor === 'anonymous' || !person) return {}
  if (actor === 'service') return { authorization: await env.serviceAuthorization('agents') }
  const dpop = await person.dpopKey.proof({ method, url, token: person.sessionToken })
  return { authorization: `DPoP ${person.sessionToken}`, dpop }
}

function shortName(actor: ActorType): string {
  return actor.replace('organization_admin', 'org_adm').slice(0, 8).padEnd(8)
}
