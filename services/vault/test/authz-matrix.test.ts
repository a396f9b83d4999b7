/**
 * Goal: who may call what is written down in one grid, and the grid is what really happens.
 * Method: every operation of the contract is called by every kind of caller with the credential that they have;
 * authz-matrix.txt keeps the answers (renew it with --test-update-snapshots, and read the difference).
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { vault } from '@nornos/contracts'
import { type ActorType, actorTypes, type Endpoint } from '@nornos/endpoint'
import { startVaultAlone, type VaultApi } from './vault-alone.ts'

const alone = await startVaultAlone()
after(() => alone[Symbol.asyncDispose]())

test('each operation answers each kind of caller as the grid says', async (t) => {
  const rows = [['operation'.padEnd(18), ...actorTypes.map(shortName)].join(' ').trimEnd()]
  const callers = new Map<ActorType, VaultApi>()
  for (const actor of actorTypes) callers.set(actor, await callerOf(actor))
  for (const operation of Object.keys(vault)) {
    const cells: string[] = []
    for (const actor of actorTypes) cells.push((await answerTo(operation, callers.get(actor))).padEnd(8))
    rows.push([operation.padEnd(18), ...cells].join(' ').trimEnd())
  }
  t.assert.fileSnapshot(`${rows.join('\n')}\n`, join(import.meta.dirname, 'authz-matrix.txt'), {
    serializers: [String],
  })
})

async function callerOf(actor: ActorType): Promise<VaultApi> {
  if (actor === 'anonymous') return alone.anonymous
  if (actor === 'service') return alone.relay
  return alone.signIn(actor, randomUUID())
}

/** `open`: it got as far as the request itself, which says nothing good. */
async function answerTo(operation: string, api: VaultApi | undefined): Promise<string> {
  const call = Object.entries(api ?? {}).find(([name]) => name === operation)?.[1]
  const endpoint: Endpoint | undefined = Object.values(vault).find((one) => one.operationId === operation)
  const params = { vaultId: randomUUID(), slotId: randomUUID(), itemId: randomUUID(), senderId: 'doctor' }
  const body = endpoint?.request.body && 'kind' in endpoint.request.body ? new Uint8Array(1) : {}
  const hash = 'ab'.repeat(32)
  const input = { params: { ...params, sha256: hash, closureId: hash }, body }
  const reply = await (call as (input: unknown) => Promise<{ readonly status: number }>)(input)
  return [401, 403].includes(reply.status) ? String(reply.status) : 'open'
}

function shortName(actor: ActorType): string {
  return actor.replace('organization_admin', 'org_adm').slice(0, 8).padEnd(8)
}
