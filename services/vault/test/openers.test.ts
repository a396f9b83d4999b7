/**
 * Goal: openers and devices change only with a roster that the patient's root key has signed; removing a device starts a
 * new epoch, all or nothing, and whoever was left out commits nothing more.
 * Method: the service alone; rosters, openers and rotations are made by the cryptography of the app.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { makeDeviceSigner } from '@nornos/crypto/vault-open'
import {
  makeCommit,
  makeKitEntropy,
  makeRoster,
  makeSlot,
  type RosterContent,
  type Rotation,
  rotateVault,
  type SignedCommit,
  sealedChange,
} from '@nornos/crypto/vault-seal'
import { deriveBucketHashes, deriveStateRoot, keyringObjectId } from '@nornos/crypto/verify'
import { present, toBase64Url, toHex } from '@nornos/std'
import { makeDevice, type TestDevice } from './test-device.ts'
import { startVaultAlone } from './vault-alone.ts'

const alone = await startVaultAlone()
after(() => alone[Symbol.asyncDispose]())

const newSlot = (device: TestDevice) =>
  makeSlot(device.vault, randomUUID(), { kind: 'kit', entropy: makeKitEntropy() }, Date.now())

/** The next roster, changed; it is not sent. */
const nextRoster = (device: TestDevice, more: Partial<RosterContent>) =>
  makeRoster(device.vault, device.roster, { ...device.roster, ...more })

const envelope = ({ bytes }: { bytes: Uint8Array }) => ({ roster: toBase64Url(bytes) })

async function slotIds(device: TestDevice): Promise<string[]> {
  const { body } = await device.api.vaultRead({ params: { vaultId: device.vaultId } })
  return (body?.slots ?? []).map(({ slotId }) => slotId).sort()
}

async function addSlot(device: TestDevice) {
  const slot = await newSlot(device)
  const roster = await nextRoster(device, { slots: [...device.roster.slots, slot.entry] })
  const params = { vaultId: device.vaultId, slotId: slot.entry.id }
  const body = { slot: { slotId: slot.entry.id, body: toBase64Url(slot.bytes) }, roster: envelope(roster) }
  return { slot, roster, params, body, reply: await device.api.slotPut({ params, body }) }
}

/** A rotation that keeps what `remaining` lists, and the commit that carries it; nothing is sent. */
async function draftRotation(device: TestDevice, remaining: RosterContent) {
  const bodies = device.created.slots.map(({ bytes }) => bytes)
  const rotation = await rotateVault(device.vault, device.roster, remaining, bodies)
  const change = sealedChange(rotation.keyring)
  const leaves = new Map(device.leaves).set(keyringObjectId, change)
  const commit = await makeCommit(device.signer, {
    vaultId: device.vaultId,
    number: device.n + 1,
    previous: device.head,
    stateRoot: await deriveStateRoot(await deriveBucketHashes(leaves.values())),
    rosterHash: rotation.roster.roster.hash,
    epoch: rotation.vault.epoch,
    deviceId: device.signer.deviceId,
    time: Date.now(),
    isRotation: true,
    changes: [change],
  })
  return { rotation, commit, body: rotationBody(rotation, commit) }
}

function rotationBody({ keyring, roster, slots }: Rotation, commit: SignedCommit) {
  return {
    roster: envelope(roster),
    keyring: toBase64Url(keyring.bytes),
    commit: toBase64Url(commit.bytes),
    slots: roster.roster.slots.map(({ id }, index) => ({
      slotId: id,
      body: toBase64Url(present(slots[index], 'a body for each opener')),
    })),
  }
}

function adoptRotation(device: TestDevice, rotation: Rotation, commit: SignedCommit): void {
  device.adopt(commit)
  device.vault = rotation.vault
  device.roster = rotation.roster.roster
}

test('an opener is added with the roster that lists it, and other bytes do not replace it', async () => {
  const device = await makeDevice(alone)
  const { slot, roster, params, body, reply } = await addSlot(device)
  assert.equal(reply.status, 204)
  assert.ok((await slotIds(device)).includes(slot.entry.id))
  assert.equal((await device.api.slotPut({ params, body })).status, 204)
  const stored = present(device.created.slots[0], 'an opener')
  const replayed = { ...body, slot: { slotId: params.slotId, body: toBase64Url(stored.bytes) } }
  assert.partialDeepStrictEqual(await device.api.slotPut({ params, body: replayed }), {
    status: 422,
    problem: 'roster-refused',
  })
  device.roster = roster.roster
  await device.store('after a new roster')
  const lists = await device.api.vaultRosterList({
    params: { vaultId: device.vaultId },
    query: { after: '0' },
  })
  const rosters = await Array.fromAsync(lists.body ?? [])
  assert.deepEqual(
    rosters.map(({ number }) => number),
    [1, 2],
  )
})

test('a commit under a roster that was replaced is told so', async () => {
  const device = await makeDevice(alone)
  await addSlot(device)
  const sealed = await device.seal('old roster')
  await device.upload(sealed)
  const reply = await device.send(await device.sign([sealedChange(sealed)]))
  assert.partialDeepStrictEqual(reply, {
    status: 422,
    problem: 'commit-refused',
    facts: { reason: 'roster' },
  })
})

test('a recovery contact is an opener like another, and none of the two that stay', async () => {
  const device = await makeDevice(alone)
  const contact = { kind: 'contact', contactHalf: makeKitEntropy(), serverHalf: makeKitEntropy() } as const
  const { bytes, entry } = await makeSlot(device.vault, randomUUID(), contact, Date.now())
  const added = await nextRoster(device, { slots: [...device.roster.slots, entry] })
  const params = { vaultId: device.vaultId, slotId: entry.id }
  const body = { slot: { slotId: entry.id, body: toBase64Url(bytes) }, roster: envelope(added) }
  assert.equal((await device.api.slotPut({ params, body })).status, 204)
  device.roster = added.roster
  const [first] = device.roster.slots
  const slots = device.roster.slots.filter(({ id }) => id !== first?.id)
  const without = envelope(await nextRoster(device, { slots }))
  const refused = await device.api.slotRemove({
    params: { vaultId: device.vaultId, slotId: present(first, 'an opener').id },
    body: { roster: without },
  })
  assert.partialDeepStrictEqual(refused, { status: 422, problem: 'slot-refused' })
  const own = device.roster.slots.filter(({ id }) => id !== entry.id)
  const taken = envelope(await nextRoster(device, { slots: own }))
  assert.equal((await device.api.slotRemove({ params, body: { roster: taken } })).status, 204)
})

test('an opener is removed, but never the last two', async () => {
  const device = await makeDevice(alone)
  const { slot, roster } = await addSlot(device)
  device.roster = roster.roster
  const params = { vaultId: device.vaultId, slotId: slot.entry.id }
  const without = await nextRoster(device, {
    slots: device.roster.slots.filter(({ id }) => id !== slot.entry.id),
  })
  const keeps = await nextRoster(device, {})
  const kept = await device.api.slotRemove({ params, body: { roster: envelope(keeps) } })
  assert.partialDeepStrictEqual(kept, { status: 422, problem: 'roster-refused', facts: { reason: 'slots' } })
  for (const _ of ['first', 'again because the answer was lost']) {
    assert.equal((await device.api.slotRemove({ params, body: { roster: envelope(without) } })).status, 204)
  }
  assert.equal((await slotIds(device)).length, 2)
  assert.equal((await device.api.slotRead({ params })).status, 404)
  device.roster = without.roster
  const [last] = device.roster.slots
  const tooFew = await nextRoster(device, { slots: device.roster.slots.slice(1) })
  const refused = await device.api.slotRemove({
    params: { ...params, slotId: last?.id ?? '' },
    body: { roster: envelope(tooFew) },
  })
  assert.partialDeepStrictEqual(refused, { status: 422, problem: 'slot-refused', facts: { slotsMin: 2 } })
})

test('a roster by itself adds a device, and takes none away', async () => {
  const device = await makeDevice(alone)
  const params = { vaultId: device.vaultId }
  const phone = await makeDeviceSigner(device.vault, randomUUID())
  const entry = { id: phone.deviceId, publicKey: phone.publicKey, addedAt: Date.now(), name: 'Phone' }
  const more = await nextRoster(device, { devices: [...device.roster.devices, entry] })
  const put = await device.api.vaultRosterPut({ params, body: envelope(more) })
  assert.partialDeepStrictEqual(put, { status: 200, body: { number: 2, hash: toHex(more.roster.hash) } })
  device.roster = more.roster
  device.signer = phone
  await device.store('by the phone')
  const wrong = [
    await nextRoster(device, { devices: [entry] }),
    await nextRoster(device, { devices: [{ ...entry, id: device.created.device.deviceId }] }),
    await nextRoster(device, { slots: device.roster.slots.slice(1) }),
    await makeRoster(device.vault, device.created.roster.roster, {
      ...device.roster,
      devices: [...device.roster.devices, { ...entry, id: randomUUID() }],
    }),
    await makeRoster((await makeDevice(alone)).vault, device.roster, device.roster),
  ]
  for (const roster of wrong) {
    const reply = await device.api.vaultRosterPut({ params, body: envelope(roster) })
    assert.partialDeepStrictEqual(reply, { status: 422, problem: 'roster-refused' })
  }
})

test('a device whose time is up does not sign, whatever time it writes', async () => {
  const device = await makeDevice(alone)
  const guardian = await makeDeviceSigner(device.vault, randomUUID())
  const { deviceId: id, publicKey } = guardian
  const entry = { id, publicKey, addedAt: Date.now() - 10_000, until: Date.now() - 1_000 }
  const more = await nextRoster(device, { devices: [...device.roster.devices, entry] })
  await device.api.vaultRosterPut({ params: { vaultId: device.vaultId }, body: envelope(more) })
  device.roster = more.roster
  const sealed = await device.seal('too late')
  await device.upload(sealed)
  device.signer = guardian
  const late = await device.sign([sealedChange(sealed)], { time: Date.now() - 5_000 })
  assert.partialDeepStrictEqual(await device.send(late), { status: 422, facts: { reason: 'signature' } })
})

test('a rotation leaves the removed device and opener behind', async () => {
  const device = await makeDevice(alone)
  const phone = await makeDeviceSigner(device.vault, randomUUID())
  const entry = { id: phone.deviceId, publicKey: phone.publicKey, addedAt: Date.now(), name: 'Phone' }
  const more = await nextRoster(device, { devices: [...device.roster.devices, entry] })
  await device.api.vaultRosterPut({ params: { vaultId: device.vaultId }, body: envelope(more) })
  device.roster = more.roster
  const before = await device.store('before')
  const staged = await device.seal('sealed before, committed after')
  await device.upload(staged)

  const remaining = { ...device.roster, devices: device.roster.devices.filter(({ id }) => id !== entry.id) }
  const { rotation, commit, body } = await draftRotation(device, remaining)
  const params = { vaultId: device.vaultId }
  const thief = await device.sign([sealedChange(await device.seal('by the thief'))])
  assert.partialDeepStrictEqual(await device.api.vaultRotate({ params, body }), {
    status: 201,
    body: { n: 3, epoch: 1, head: toHex(commit.commit.head) },
  })
  assert.partialDeepStrictEqual(await device.send(thief), { status: 412, problem: 'epoch-stale' })
  adoptRotation(device, rotation, commit)
  const stale = await device.send(await device.sign([sealedChange(staged)]))
  assert.partialDeepStrictEqual(stale, { status: 412, problem: 'epoch-stale', facts: { epoch: 1 } })
  const own = device.signer
  device.signer = phone
  const removed = await device.seal('by the removed device')
  await device.upload(removed)
  const refused = await device.send(await device.sign([sealedChange(removed)]))
  assert.partialDeepStrictEqual(refused, { status: 422, facts: { reason: 'signature' } })
  device.signer = own
  await device.store('after', before.objectId)
  assert.partialDeepStrictEqual(await device.api.vaultRotate({ params, body }), { status: 412 })
})

test('a rotation that is wrong in one thing changes nothing at all', async () => {
  const device = await makeDevice(alone)
  const params = { vaultId: device.vaultId }
  await device.store('kept')
  const { body } = await draftRotation(device, device.roster)
  const other = await draftRotation(device, device.roster)
  const strange = await draftRotation(await makeDevice(alone), device.roster).catch(() => null)
  assert.equal(strange, null)
  const plain = await device.sign([sealedChange(other.rotation.keyring)])
  const before = await device.api.vaultRead({ params })
  const cases = [
    [{ ...body, slots: body.slots.toReversed().slice(1) }, 400],
    [{ ...body, slots: other.body.slots.map((slot) => ({ ...slot, slotId: randomUUID() })) }, 422],
    [
      {
        ...body,
        slots: device.created.slots.map(({ entry, bytes }) => ({
          slotId: entry.id,
          body: toBase64Url(bytes),
        })),
      },
      422,
    ],
    [{ ...body, keyring: other.body.keyring }, 422],
    [{ ...body, keyring: toBase64Url(device.created.keyring.bytes) }, 422],
    [{ ...body, roster: envelope(device.created.roster) }, 422],
    [{ ...body, roster: other.body.roster }, 422],
    [{ ...body, commit: toBase64Url(plain.bytes) }, 422],
  ] as const
  for (const [index, [wrong, status]] of cases.entries()) {
    const reply = await device.api.vaultRotate({ params, body: { ...wrong, slots: [...wrong.slots] } })
    assert.equal(reply.status, status, `case ${index}`)
  }
  assert.deepEqual((await device.api.vaultRead({ params })).body, before.body)
  assert.equal((await device.api.vaultRotate({ params, body })).status, 201)
})

test('of two rotations at the same moment one happens', async () => {
  const device = await makeDevice(alone)
  const params = { vaultId: device.vaultId }
  const drafts = [await draftRotation(device, device.roster), await draftRotation(device, device.roster)]
  const replies = await Promise.all(drafts.map(({ body }) => device.api.vaultRotate({ params, body })))
  const statuses = replies.map(({ status }) => status).sort()
  assert.deepEqual(statuses, [201, 412])
  const read = await device.api.vaultRead({ params })
  assert.partialDeepStrictEqual(read.body, { n: 2, epoch: 1 })
})

test('a full vault can still be rotated', async () => {
  await using small = await startVaultAlone({ quotaBytes: 20_000 })
  const device = await makeDevice(small)
  const { body } = await draftRotation(device, device.roster)
  await small.database.superuser.query('update vaults set bytes_used = bytes_max where vault_id = $1', [
    device.vaultId,
  ])
  const sealed = await device.seal('no room')
  assert.equal((await device.upload(sealed)).status, 507)
  assert.equal((await device.api.vaultRotate({ params: { vaultId: device.vaultId }, body })).status, 201)
})
