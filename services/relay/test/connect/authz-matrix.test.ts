/**
 * Goal: who may call what of the connect process is written down in one grid, and the grid is what really happens.
 * Method: every operation is called by every kind of person over the gateway, with the credential that they have;
 * authz-matrix.txt keeps the answers (renew it with --test-update-snapshots, and read the difference).
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { connect } from '@nornos/contracts'
import { type Endpoint, fillPath, pathParameters } from '@nornos/endpoint'
import { type TestPerson, TestPlatform } from '@nornos/platform/testing'
import { createServiceSigner } from '@nornos/service-kit'

let env: TestPlatform
before(async () => {
  env = await TestPlatform.create()
})
after(() => env[Symbol.asyncDispose]())

const actors = ['patient', 'doctor', 'front_desk', 'admin', 'auditor', 'helper'] as const
const callers = [...actors, 'service', 'anonymous'] as const

test('each operation answers each kind of caller as the grid says', async (t) => {
  const people = new Map<string, TestPerson>()
  for (const actor of actors) people.set(actor, await env.makePerson({ name: 'Somebody', actor }))
  const rows: string[] = [
    ['operation'.padEnd(22), ...callers.map((actor) => actor.padEnd(10))].join(' ').trimEnd(),
  ]
  for (const [operation, endpoint] of Object.entries<Endpoint>(connect)) {
    const cells: string[] = []
    for (const actor of callers) cells.push((await answerTo(endpoint, actor, people.get(actor))).padEnd(10))
    rows.push([operation.padEnd(22), ...cells].join(' ').trimEnd())
  }
  t.assert.fileSnapshot(`${rows.join('\n')}\n`, join(import.meta.dirname, 'authz-matrix.txt'), {
    serializers: [String],
  })
})

/** `open`: it got as far as the request itself, which is empty and says nothing good. A token or a signature decides there. */
async function answerTo(endpoint: Endpoint, actor: string, person?: TestPerson): Promise<string> {
  const known: Record<string, string> = { vendor: 'oura' }
  const params = Object.fromEntries(
    pathParameters(endpoint.path).map((name) => [name, known[name] ?? randomUUID()]),
  )
  const path = fillPath(endpoint.path, params)
  const response = await fetch(`${env.serviceUrl('connect')}${path}`, {
    method: endpoint.method,
    headers: await credentialOf(endpoint, path, actor, person),
  })
  await response.body?.cancel()
  return [401, 403, 404].includes(response.status) ? String(response.status) : 'open'
}

async function credentialOf(
  { method }: Endpoint,
  path: string,
  actor: string,
  person?: TestPerson,
): Promise<Record<string, string>> {
  if (actor === 'service') {
    const signer = createServiceSigner('agents', env.installation.keys.privateKeys.agents)
    return { authorization: await signer.authorization('connect') }
  }
  if (!person) return {}
  const token = await person.sessionToken()
  const dpop = await person.dpopKey.proof({ method, url: `${env.publicUrl}${path}`, token })
  return { authorization: `DPoP ${token}`, dpop }
}
