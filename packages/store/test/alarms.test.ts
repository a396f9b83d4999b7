/**
 * Goal: a vault that shows less, or something else, than was seen of it before is never believed, also by a device that is
 * new or was cleared; what is wrong with the device itself is mended, and a false alarm can be ended safely.
 * Method: real services; between device and vault, answers are kept back or replaced.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { makeCommit, type ObjectToSeal, sealedChange, sealObject } from '@nornos/crypto/vault-seal'
import { TestPlatform } from '@nornos/platform/testing'
import { fromHex, present, toHex, utf8 } from '@nornos/std'
import { createMemoryHeads, type DeviceApi } from '../src/index.ts'
import { createLocalBoxes } from '../src/objects/local-boxes.ts'
import { loadStateLeaves } from '../src/objects/state-leaves.ts'
import { readLastSeen } from '../src/sync/last-seen.ts'
import { unlockOf } from '../src/vault/given-opener.ts'
import { openSession, rosterOf } from '../src/vault/session.ts'
import { bytesToText, readVaultFile } from '../src/vault/vault-file.ts'
import { appleFile } from './health-files.ts'
import { importWhole, makeDevice, makeOwner, recoveryOf, type VaultOwner } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

/** The vault as it was when this was called; what it was told since then it hides. */
async function oldVault(owner: VaultOwner): Promise<DeviceApi> {
  const { api, id } = owner.person
  const params = { vaultId: id }
  const old = await api.vaultRead({ params })
  assert.ok(old.body !== undefined)
  const { n } = old.body
  return {
    ...api,
    vaultRead: async () => old,
    commitList: async (input) => {
      const reply = await api.commitList(input)
      if (reply.body === undefined) return reply
      const all = await Array.fromAsync(reply.body)
      return {
        ...reply,
        body: (async function* () {
          yield* all.filter((line) => line.n <= n)
        })(),
      }
    },
  }
}

test('a new device asks the witness, and does not believe a vault that hides its newest steps', async () => {
  const owner = await makeOwner(env)
  const hidden = await oldVault(owner)
  await importWhole(owner.device, appleFile(2).file)
  await owner.device.syncNow()
  await owner.device.close()
  // The next day it is witnessed how far the vault has come.
  const { api, id } = owner.person
  const { body } = await api.vaultRead({ params: { vaultId: id } })
  assert.ok(body !== undefined)
  assert.equal((await api.vaultHeadNote({ body: { n: body.n, head: body.head } })).status, 204)

  const fooled = await makeDevice(env, { api: hidden })
  assert.equal((await fooled.device.recoverVault(recoveryOf(owner))).ok, true)
  assert.partialDeepStrictEqual(await fooled.device.syncState(), {
    state: 'alarm',
    reason: 'rollback',
    by: 'witness',
  })
  await fooled.device.close()

  const honest = await makeDevice(env, { api })
  assert.equal((await honest.device.recoverVault(recoveryOf(owner))).ok, true)
  await honest.device.syncNow()
  assert.equal((await honest.device.syncState()).state, 'saved')
  await honest.device.close()
})

test('a new device is shown another head than the one that was witnessed', async () => {
  const owner = await makeOwner(env)
  const { api, id } = owner.person
  const { body } = await api.vaultRead({ params: { vaultId: id } })
  await api.vaultHeadNote({ body: { n: body?.n ?? 0, head: 'e'.repeat(64) } })
  const second = await makeDevice(env, { api })
  await second.device.recoverVault(recoveryOf(owner))
  assert.partialDeepStrictEqual(await second.device.syncState(), {
    state: 'alarm',
    reason: 'fork',
    by: 'witness',
  })
  await second.device.close()
  await owner.device.close()
})

test('a device whose database was cleared remembers the head beside it', async () => {
  const heads = createMemoryHeads()
  const owner = await makeOwner(env, { heads })
  const hidden = await oldVault(owner)
  await importWhole(owner.device, appleFile(2).file)
  await owner.device.syncNow()
  await owner.storage.clear()
  await owner.device.close()
  const cleared = await makeDevice(
    env,
    {
      api: {
        ...hidden,
        vaultHeadList: async (input) => {
          const reply = await hidden.vaultHeadList(input)
          return reply.body === undefined ? reply : { ...reply, body: { heads: [] } }
        },
      },
    },
    { heads },
  )
  assert.equal((await cleared.device.recoverVault(recoveryOf(owner))).ok, true)
  assert.partialDeepStrictEqual(await cleared.device.syncState(), {
    state: 'alarm',
    reason: 'rollback',
    by: 'device',
  })
  await cleared.device.close()
})

test('after a false alarm the person looks again, and everything that was kept back goes on', async () => {
  const owner = await makeOwner(env)
  const hidden = await oldVault(owner)
  await importWhole(owner.device, appleFile(2).file)
  await owner.device.syncNow()
  await owner.device.close()

  let isLying = true
  const api: DeviceApi = {
    ...owner.person.api,
    vaultRead: (input) => (isLying ? hidden : owner.person.api).vaultRead(input),
  }
  const { device } = await makeDevice(env, { api }, { storage: owner.storage })
  await device.unlockWithPasskey(owner.passkey)
  await device.syncNow()
  const report = await device.syncReport()
  assert.equal(report?.alarm?.reason, 'rollback')
  assert.ok((report?.alarm?.evidence.length ?? 0) >= 2)
  // It still lies: looking again changes nothing.
  assert.partialDeepStrictEqual(await device.recheckVault(), { state: 'alarm', reason: 'rollback' })
  isLying = false
  assert.equal((await device.recheckVault()).state, 'saved')
  const after = await device.syncReport()
  assert.equal(after?.alarm, null)
  assert.deepEqual(
    after?.history.slice(0, 3).map(({ outcome }) => outcome),
    ['saved', 'rechecked', 'alarm'],
  )
  await device.close()
})

test('a device that lost a part of its own index mends it from the signed chain, without an alarm', async () => {
  const owner = await makeOwner(env)
  await importWhole(owner.device, appleFile(3).file)
  await owner.device.syncNow()
  await owner.device.close()
  const shards = await owner.storage.keys('index', 'leaves-')
  await owner.storage.write(
    shards.slice(0, 8).map((key) => ({ table: 'index', key, value: null })),
    'strict',
  )
  const second = await makeDevice(env, owner.person)
  assert.equal((await second.device.recoverVault(recoveryOf(owner))).ok, true)
  await importWhole(second.device, appleFile(5).file)
  await second.device.syncNow()
  await second.device.close()

  const { device } = await makeDevice(env, owner.person, { storage: owner.storage })
  await device.unlockWithPasskey(owner.passkey)
  await device.syncNow()
  assert.equal((await device.syncState()).state, 'saved')
  await device.close()
})

const written: readonly (readonly [string, Pick<ObjectToSeal, 'kind' | 'payload'>])[] = [
  ['a note', { kind: 'record', payload: utf8('{"note":"dreams","device":"any"}') }],
  ['a mutable record', { kind: 'record', payload: utf8('{"mutable":2}') }],
  ['a block', { kind: 'block', payload: utf8('NVB9') }],
  ['an index', { kind: 'file-index', payload: utf8('{"v":2}') }],
]
for (const [what, content] of written) {
  test(`${what} of a later version is not called damage: the device waits until it is one too`, async () => {
    const owner = await makeOwner(env)
    const second = await makeDevice(env, owner.person)
    assert.equal((await second.device.recoverVault(recoveryOf(owner))).ok, true)
    await second.device.syncNow()
    await owner.device.syncNow()
    await owner.device.close()
    await writeAsLater(owner, content)
    await second.device.syncNow()
    assert.partialDeepStrictEqual(await second.device.syncState(), { state: 'alarm', reason: 'newer_app' })
    await second.device.close()
  })
}

/** As the owner's closed device would, if it had a later version of the app. */
async function writeAsLater(
  owner: VaultOwner,
  content: Pick<ObjectToSeal, 'kind' | 'payload'>,
): Promise<void> {
  const { passkey, person, storage } = owner
  const file = present(await readVaultFile(storage), 'a device with a vault')
  const session = await openSession(storage, file, unlockOf({ by: 'passkey', passkey }))
  const boxes = createLocalBoxes(storage, session)
  const [leaves, seen] = [await loadStateLeaves(boxes), await readLastSeen(boxes)]
  const sealed = await sealObject(session.vault, { objectId: crypto.randomUUID(), version: 1, ...content })
  const params = { vaultId: person.id }
  const sha256 = toHex(sealed.blobHash)
  await person.api.blobPut({ params: { ...params, sha256 }, body: sealed.bytes })
  const changes = [sealedChange(sealed)]
  const { bytes } = await makeCommit(session.signer, {
    ...{ vaultId: file.vaultId, deviceId: file.deviceId, isRotation: false, changes },
    ...{ number: seen.n + 1, previous: present(fromHex(seen.head), 'a head'), epoch: session.vault.epoch },
    ...{ stateRoot: await leaves.rootAfter(changes), rosterHash: rosterOf(session).hash },
    time: env.installation.clock.now().getTime(),
  })
  const reply = await person.api.commitCreate({ params, body: { commit: bytesToText(bytes) } })
  assert.equal(reply.status, 201)
}
