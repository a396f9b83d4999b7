/**
 * Goal: the chain has one next commit at a time, signed by a device of the vault, true to the state; what is refused
 * changes nothing.
 * Method: the service alone; each commit is right but for one thing.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { deriveBucketHashes, deriveStateRoot } from '@nornos/crypto/verify'
import { fromBase64Url, toBase64Url, toHex } from '@nornos/std'
import { deletion, draftVault, makeDevice, sealedChange, type TestDevice } from './test-device.ts'
import { startVaultAlone } from './vault-alone.ts'

const alone = await startVaultAlone()
after(() => alone[Symbol.asyncDispose]())

async function headOf(device: TestDevice): Promise<string> {
  const { body } = await device.api.vaultRead({ params: { vaultId: device.vaultId } })
  return `${body?.n} ${body?.head}`
}

test('a commit moves the head, the chain and the state', async () => {
  const device = await makeDevice(alone)
  const first = await device.store('first')
  await device.store('second', first.objectId)
  assert.equal(await headOf(device), `3 ${toHex(device.head)}`)
  const params = { vaultId: device.vaultId }
  const chain = await device.api.commitList({ params, query: { after: '1' } })
  const commits = await Array.fromAsync(chain.body ?? [])
  assert.deepEqual(
    commits.map(({ n }) => n),
    [2, 3],
  )
  const state = await device.api.stateRead({ params, query: {} })
  const expected = await deriveBucketHashes(device.leaves.values())
  assert.deepEqual(state.body && 'buckets' in state.body && state.body.buckets, expected.map(toHex))
  const bucket = await device.api.stateRead({ params, query: { bucket: first.objectId.slice(0, 2) } })
  assert.partialDeepStrictEqual(bucket.body, { n: 3, leaves: [{ objectId: first.objectId, version: 2 }] })
})

test('of two devices that commit at once one is told where the chain stands', async () => {
  const device = await makeDevice(alone)
  const [one, other] = [await device.seal('one'), await device.seal('other')]
  await Promise.all([device.upload(one), device.upload(other)])
  const signed = [await device.sign([sealedChange(one)]), await device.sign([sealedChange(other)])] as const
  const replies = await Promise.all(signed.map((commit) => device.send(commit)))
  assert.deepEqual(replies.map(({ status }) => status).sort(), [201, 409])
  const winner = replies[0]?.status === 201 ? signed[0] : signed[1]
  const conflict = replies.find(({ status }) => status === 409)
  assert.partialDeepStrictEqual(conflict, {
    problem: 'commit-conflict',
    facts: { n: 2, head: toHex(winner.commit.head) },
  })
})

test('a commit that is wrong in one thing is refused and changes nothing', async () => {
  const device = await makeDevice(alone)
  const kept = await device.store('kept')
  const before = await headOf(device)
  const sealed = await device.seal('next')
  await device.upload(sealed)
  const change = sealedChange(sealed)
  const stranger = await draftVault(device.vaultId)
  const unsent = await device.seal('never sent')
  const skipping = { ...sealedChange(await device.seal('skips')), objectId: kept.objectId, version: 3 }
  const cases = [
    ['state root', await device.sign([change], { stateRoot: new Uint8Array(32) })],
    ['state root', await device.sign([change], { stateRoot: await rootOf(device) })],
    ['roster', await device.sign([change], { rosterHash: new Uint8Array(32) })],
    ['malformed', await device.sign([change], { vaultId: randomUUID() })],
    ['malformed', await device.sign([change], { isRotation: true })],
    ['blob missing', await device.sign([sealedChange(unsent)])],
    ['blob missing', await device.sign([{ ...change, byteLength: change.byteLength + 1 }])],
    ['version', await device.sign([skipping])],
    ['version', await device.sign([deletion(kept.objectId, 1)])],
    ['version', await device.sign([deletion(kept.objectId, 4)])],
    ['version', await device.sign([{ ...change, version: 2 }])],
  ] as const
  for (const [reason, commit] of cases) {
    const reply = await device.send(commit)
    assert.partialDeepStrictEqual(reply, { status: 422, problem: 'commit-refused', facts: { reason } })
  }
  device.signer = stranger.device
  const unknown = await device.send(await device.sign([change]))
  assert.partialDeepStrictEqual(unknown, { status: 422, facts: { reason: 'signature' } })
  const forged = await device.sign([change], { deviceId: stranger.device.deviceId })
  assert.partialDeepStrictEqual(await device.send(forged), { status: 422, facts: { reason: 'signature' } })
  device.signer = device.created.device
  const altered = await device.sign([change])
  altered.bytes[150] = (altered.bytes[150] ?? 0) ^ 1
  assert.partialDeepStrictEqual(await device.send(altered), { status: 422, facts: { reason: 'signature' } })
  assert.equal(await headOf(device), before)
  await device.commit([change])
})

test('another epoch, another number and another head are told apart', async () => {
  const device = await makeDevice(alone)
  const sealed = await device.seal('text')
  await device.upload(sealed)
  const change = sealedChange(sealed)
  for (const epoch of [1, 7]) {
    const reply = await device.send(await device.sign([change], { epoch }))
    assert.partialDeepStrictEqual(reply, { status: 412, problem: 'epoch-stale', facts: { epoch: 0 } })
  }
  const places = [
    { number: 3 },
    { previous: new Uint8Array(32).fill(7) },
    { number: 9, previous: device.head },
  ]
  for (const place of places) {
    const reply = await device.send(await device.sign([change], place))
    assert.partialDeepStrictEqual(reply, { status: 409, problem: 'commit-conflict', facts: { n: 1 } })
  }
})

test('the same commit sent again is a conflict, not a second step', async () => {
  const device = await makeDevice(alone)
  const sealed = await device.seal('once')
  await device.upload(sealed)
  const signed = await device.sign([sealedChange(sealed)])
  assert.equal((await device.send(signed)).status, 201)
  const again = await device.send(signed)
  assert.partialDeepStrictEqual(again, { status: 409, facts: { n: 2, head: toHex(signed.commit.head) } })
})

test('a restart keeps every acknowledged blob, commit and opener', async () => {
  const device = await makeDevice(alone)
  const stored = await Promise.all([device.seal('a'), device.seal('b')])
  for (const one of stored) await device.upload(one)
  const signed = await device.commit(stored.map(sealedChange))
  const before = await device.api.vaultRead({ params: { vaultId: device.vaultId } })
  await alone.restart()
  const afterwards = await device.api.vaultRead({ params: { vaultId: device.vaultId } })
  assert.deepEqual(afterwards.body, before.body)
  for (const { blobHash, bytes } of stored) {
    const params = { vaultId: device.vaultId, sha256: toHex(blobHash) }
    assert.deepEqual(await (await device.api.blobRead({ params })).body?.bytes(), bytes)
  }
  const chain = await device.api.commitList({ params: { vaultId: device.vaultId }, query: { after: '0' } })
  const commits = await Array.fromAsync(chain.body ?? [])
  assert.deepEqual(
    commits.map(({ commit }) => commit),
    [device.created.genesis, signed].map(({ bytes }) => toBase64Url(bytes)),
  )
  assert.deepEqual(fromBase64Url(commits[1]?.commit ?? ''), signed.bytes)
})

async function rootOf(device: TestDevice) {
  return deriveStateRoot(await deriveBucketHashes(device.leaves.values()))
}
