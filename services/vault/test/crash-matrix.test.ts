/**
 * Goal: a death at any moment loses nothing that was acknowledged, leaves no vault half changed and no commit without its
 * bytes, and whatever was under way can be done again.
 * Method: the service dies before each statement, after each commit of the database and around each step of the object
 * store, one place a run, until a run comes through; after each death the invariants are checked in the database and the
 * store, and the same call is sent again.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { makeCommit, rotateVault } from '@nornos/crypto/vault-seal'
import { deriveBucketHashes, deriveStateRoot, keyringObjectId } from '@nornos/crypto/verify'
import { PatientId } from '@nornos/health-model'
import { type Database, openDatabase } from '@nornos/service-kit'
import { type Bytes, present, toBase64Url, toHex } from '@nornos/std'
import type { ObjectStore } from '../src/store/object-store.ts'
import { openObjectStores } from '../src/store/open-object-stores.ts'
import { creation, draftVault, makeDevice, sealedChange, type TestDevice } from './test-device.ts'
import { startVaultAlone } from './vault-alone.ts'

/** Counts the places at which the service can die; at `dieAt` it does. */
const fate = { count: 0, dieAt: Number.POSITIVE_INFINITY }

function step(): void {
  fate.count += 1
  if (fate.count === fate.dieAt) throw new Error('the machine died here')
}

function mortal(db: Database): Database {
  const within =
    (run: Database['asActor']): Database['asActor'] =>
    async (actor, work) => {
      // The collector goes on by itself: its deaths are another test's.
      if (actor.type === 'service') return run(actor, work)
      const value = await run(actor, (tx) =>
        work({
          query: (text, values) => {
            step()
            return tx.query(text, values)
          },
        }),
      )
      // Committed, but nobody hears of it.
      step()
      return value
    }
  return { ...db, asActor: within(db.asActor), serializable: within(db.serializable) }
}

function mortalStore(store: ObjectStore): ObjectStore {
  return {
    ...store,
    put: async (vaultId, sha256, bytes) => {
      step()
      const size = await store.put(vaultId, sha256, bytes)
      step()
      return size
    },
  }
}

const alone = await startVaultAlone()
after(() => alone[Symbol.asyncDispose]())
const stores = await openObjectStores(alone.config)
await alone.restart({ db: mortal(openDatabase(alone.config.database)), blobs: mortalStore(stores.blobs) })
const { superuser } = alone.database

/** Every commit has its bytes, the state makes the root, and the quota counts what is there. */
async function checkInvariants(vaultId: string): Promise<void> {
  const live = await superuser.query<{ hash: Bytes; size: number }>(
    `select o.hash, o.size from objects o where o.vault_id = $1 and o.size > 0`,
    [vaultId],
  )
  for (const { hash, size } of live) {
    const bytes = await stores.blobs.get(vaultId, toHex(hash))
    assert.equal((await new Response(bytes).arrayBuffer()).byteLength, size)
  }
  const wrong = await superuser.query(
    `select 1 from objects o where o.vault_id = $1 and o.size > 0 and not exists (
       select 1 from blobs b where b.vault_id = $1 and b.hash = o.hash and b.state = 'live')
     union all
     select 1 from vaults v where v.vault_id = $1 and bytes_used <> (
       select coalesce(sum(size), 0) from blobs b where b.vault_id = $1 and b.state in ('staged', 'live'))
     union all
     select 1 from vaults v where v.vault_id = $1 and (
       n <> (select max(n) from commits c where c.vault_id = $1)
       or head <> (select sha256(body) from commits c where c.vault_id = $1 and c.n = v.n)
       or roster_number <> (select max(number) from rosters r where r.vault_id = $1))
     union all
     select 1 from states s, generate_series(0, 255) as b (bucket)
     where s.vault_id = $1 and substr(bucket_hashes, b.bucket * 32 + 1, 32) <> (
       select sha256(coalesce(string_agg(
         uuid_send(object_id) || int8send(version) || o.hash, ''::bytea order by object_id), ''))
       from objects o where o.vault_id = $1 and o.bucket = b.bucket)`,
    [vaultId],
  )
  assert.deepEqual(wrong, [])
}

/**
 * `prepare` makes what is needed, undisturbed; `act` is done once with a death at each place, then again in peace, and
 * resolves with the status of each answer.
 */
async function dieEverywhere<Prepared extends { readonly vaultId: string }>(
  prepare: () => Promise<Prepared>,
  act: (prepared: Prepared) => Promise<number>,
  isDone: (status: number) => boolean,
): Promise<number> {
  for (let place = 1; ; place++) {
    const prepared = await prepare()
    Object.assign(fate, { count: 0, dieAt: place })
    const status = await act(prepared)
    const hasDied = fate.count >= place
    Object.assign(fate, { count: 0, dieAt: Number.POSITIVE_INFINITY })
    await checkInvariants(prepared.vaultId)
    if (!hasDied) {
      assert.ok(isDone(status))
      return place - 1
    }
    assert.ok(status >= 500, `died at ${place}, answered ${status}`)
    const again = await act(prepared)
    assert.ok(isDone(again), `after a death at ${place} the answer is ${again}`)
    await checkInvariants(prepared.vaultId)
  }
}

test('creating a vault survives a death at every step', async () => {
  const places = await dieEverywhere(
    async () => {
      const vaultId = PatientId.parse(randomUUID())
      return { vaultId, api: await alone.signIn('patient', vaultId), draft: await draftVault(vaultId) }
    },
    async ({ api, draft }) => (await api.vaultCreate({ body: creation(draft) })).status,
    // The first attempt may have come through without its answer.
    (status) => status === 201 || status === 409,
  )
  assert.ok(places >= 10)
})

test('storing a blob survives a death at every step', async () => {
  const places = await dieEverywhere(
    async () => {
      const device = await makeDevice(alone)
      return { vaultId: device.vaultId, device, sealed: await device.seal('a blob') }
    },
    async ({ device, sealed }) => (await device.upload(sealed)).status,
    (status) => status === 201 || status === 200,
  )
  assert.ok(places >= 8)
})

test('a commit survives a death at every step', async () => {
  const places = await dieEverywhere(
    async () => {
      const device = await makeDevice(alone)
      const old = await device.store('first version')
      const sealed = await device.seal('second version', old.objectId)
      await device.upload(sealed)
      return { vaultId: device.vaultId, device, signed: await device.sign([sealedChange(sealed)]) }
    },
    async ({ device, signed }) => (await device.send(signed)).status,
    (status) => status === 201 || status === 409,
  )
  assert.ok(places >= 8)
})

test('a rotation killed in the middle happens whole or not at all', async () => {
  const places = await dieEverywhere(
    async () => {
      const device = await makeDevice(alone)
      return { vaultId: device.vaultId, device, body: await draftRotation(device) }
    },
    async ({ device, body }) => {
      const { status } = await device.api.vaultRotate({ params: { vaultId: device.vaultId }, body })
      await checkEpochs(device.vaultId)
      return status
    },
    (status) => status === 201 || status === 412,
  )
  assert.ok(places >= 15)
})

test('a restore survives a death at every step', async () => {
  const places = await dieEverywhere(
    async () => {
      const device = await makeDevice(alone)
      await device.store('kept')
      const params = { vaultId: device.vaultId }
      const reply = await device.api.backupRead({ params })
      const backup = new Uint8Array(present(await reply.body?.bytes(), 'a backup'))
      await device.api.vaultClose({ params, body: { head: toHex(device.head), word: 'A'.repeat(22) } })
      return { vaultId: device.vaultId, device, backup }
    },
    async ({ device, backup }) => {
      const { status } = await device.api.vaultRestore({
        params: { vaultId: device.vaultId },
        query: {},
        body: backup,
      })
      return status
    },
    (status) => status === 201 || status === 409,
  )
  assert.ok(places >= 15)
})

/** Vault, roster and every opener are of one epoch. */
async function checkEpochs(vaultId: string): Promise<void> {
  const [row] = await superuser.query<{ epoch: number; commits: number; rosters: number }>(
    `select epoch, n - 1 as commits, roster_number - 1 as rosters from vaults where vault_id = $1`,
    [vaultId],
  )
  assert.ok(row && row.epoch === row.commits && row.epoch === row.rosters)
  const slots = await superuser.query<{ epoch: number }>(
    `select get_byte(body, octet_length(body) - 104 - 1120 - 1) as epoch from slots where vault_id = $1`,
    [vaultId],
  )
  assert.deepEqual(
    slots.map(({ epoch }) => epoch),
    [row?.epoch, row?.epoch],
  )
}

async function draftRotation(device: TestDevice) {
  const bodies = device.created.slots.map(({ bytes }) => bytes)
  const { keyring, roster, slots, vault } = await rotateVault(
    device.vault,
    device.roster,
    device.roster,
    bodies,
  )
  const change = sealedChange(keyring)
  const leaves = new Map(device.leaves).set(keyringObjectId, change)
  const commit = await makeCommit(device.signer, {
    ...{ vaultId: device.vaultId, number: 2, previous: device.head, epoch: vault.epoch },
    ...{ rosterHash: roster.roster.hash, deviceId: device.signer.deviceId, time: Date.now() },
    stateRoot: await deriveStateRoot(await deriveBucketHashes(leaves.values())),
    isRotation: true,
    changes: [change],
  })
  return {
    roster: { roster: toBase64Url(roster.bytes) },
    keyring: toBase64Url(keyring.bytes),
    commit: toBase64Url(commit.bytes),
    slots: roster.roster.slots.map(({ id }, index) => ({
      slotId: id,
      body: toBase64Url(present(slots[index], 'a body for each opener')),
    })),
  }
}
