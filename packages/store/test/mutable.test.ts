/**
 * Goal: what a person changes on any device, with or without a network, is on all of them in the end; two changes of
 * one field are both kept until somebody chooses.
 * Method: real services, two devices of one person whose network is there when they are told to sync.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { PlatformId } from '@nornos/health-model'
import { type TestPerson, TestPlatform } from '@nornos/platform/testing'
import * as z from 'zod/mini'
import { createMemoryStorage, noTimers } from '../src/index.ts'
import { type Conflicts, createConflicts } from '../src/mutable/conflicts.ts'
import { changeMutable, deleteMutable, listMutable, readMutable } from '../src/mutable/mutable-records.ts'
import { mutableTopic } from '../src/mutable/mutable-topic.ts'
import type { OpenDevice } from '../src/open-device.ts'
import type { DeviceStorage } from '../src/storage/device-storage.ts'
import type { SyncState } from '../src/sync/sync-state.ts'
import { createVaultDoor, type VaultDoor } from '../src/vault/vault-door.ts'
import { holdVault } from '../src/vault/vault-holder.ts'
import { makePasskey } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

const things = mutableTopic('test-thing', {
  title: z.string().check(z.maxLength(100)),
  note: z.string().check(z.maxLength(100)),
  order: z.array(z.string()),
})

interface Stage {
  readonly door: VaultDoor
  readonly conflicts: Conflicts
  readonly storage: DeviceStorage
  open(): OpenDevice
  sync(): Promise<SyncState>
}

function stage({ api }: TestPerson, storage = createMemoryStorage()): Stage {
  const holder = holdVault({
    storage,
    api,
    platformId: PlatformId.parse(env.installation.platformId),
    clock: env.installation.clock,
    timers: noTimers,
    follows: false,
  })
  return {
    door: createVaultDoor(holder),
    conflicts: createConflicts(holder),
    storage,
    open: () => holder.opened().device,
    async sync() {
      await holder.opened().sync.run()
      return holder.opened().sync.state()
    },
  }
}

async function makePair() {
  const person = await env.makePerson({ name: 'Astrid Lunde', actor: 'patient' })
  const laptop = stage(person)
  const { kitWords } = await laptop.door.makeWords()
  const passkey = makePasskey()
  const zone = 'Europe/Oslo'
  const made = await laptop.door.createVault({
    vaultId: person.id,
    deviceName: 'Laptop',
    passkey,
    kitWords,
    zone,
  })
  assert.equal(made.ok, true)
  await laptop.sync()
  const phone = stage(person)
  const joined = await phone.door.recoverVault({
    vaultId: person.id,
    deviceName: 'Phone',
    zone,
    by: 'passkey',
    passkey,
  })
  assert.equal(joined.ok, true)
  await phone.sync()
  await laptop.sync()
  return { person, laptop, phone, passkey }
}

test('a change goes to the other device, and is there after a restart before any network', async () => {
  const { laptop, person, phone, passkey } = await makePair()
  await changeMutable(laptop.open(), things, 'one', { title: 'Blood test', order: ['a', 'b'] })
  await laptop.door.lock()
  const again = stage(person, laptop.storage)
  await again.door.unlockWithPasskey(passkey)
  assert.deepEqual((await readMutable(again.open(), things, 'one'))?.values, {
    title: 'Blood test',
    order: ['a', 'b'],
  })
  assert.equal((await again.sync()).state, 'saved')
  await phone.sync()
  assert.partialDeepStrictEqual(await listMutable(phone.open(), things), [
    { id: 'one', values: { title: 'Blood test', order: ['a', 'b'] }, isContested: false },
  ])
})

test('changes of different fields on two devices both hold', async () => {
  const { laptop, phone } = await makePair()
  await changeMutable(laptop.open(), things, 'one', { title: 'Start' })
  await laptop.sync()
  await phone.sync()
  await changeMutable(laptop.open(), things, 'one', { title: 'From the laptop' })
  await changeMutable(phone.open(), things, 'one', { note: 'From the phone' })
  for (const device of [laptop, phone, laptop]) assert.equal((await device.sync()).state, 'saved')
  const expected = { title: 'From the laptop', note: 'From the phone' }
  for (const device of [laptop, phone]) {
    assert.deepEqual((await readMutable(device.open(), things, 'one'))?.values, expected)
    assert.deepEqual(await device.conflicts.conflicts(), [])
  }
})

test('two changes of one field are both kept, and the person chooses on any device', async () => {
  const { laptop, phone } = await makePair()
  await changeMutable(laptop.open(), things, 'one', { title: 'Laptop' })
  await changeMutable(phone.open(), things, 'one', { title: 'Phone' })
  for (const device of [laptop, phone, laptop]) assert.equal((await device.sync()).state, 'saved')
  const [onLaptop, onPhone] = [await laptop.conflicts.conflicts(), await phone.conflicts.conflicts()]
  assert.deepEqual(onLaptop, onPhone)
  const [conflict] = onLaptop
  assert.deepEqual(conflict?.versions.map(({ deviceName, value }) => [value, deviceName]).toSorted(), [
    ['Laptop', 'Laptop'],
    ['Phone', 'Phone'],
  ])
  const losing = conflict?.versions.find(({ isShown }) => !isShown)
  const choice = { topic: 'test-thing', id: 'one', field: 'title', key: losing?.key ?? '' }
  assert.equal((await phone.conflicts.resolveConflict(choice)).ok, true)
  for (const device of [phone, laptop]) await device.sync()
  for (const device of [laptop, phone]) {
    assert.deepEqual(await device.conflicts.conflicts(), [])
    assert.equal((await readMutable(device.open(), things, 'one'))?.values.title, losing?.value)
  }
  const late = await laptop.conflicts.resolveConflict(choice)
  assert.partialDeepStrictEqual(late, { ok: false, error: { type: 'ChoiceGone' } })
})

test('a deletion goes everywhere, unless another device changed the thing meanwhile', async () => {
  const { laptop, phone } = await makePair()
  for (const id of ['gone', 'kept', 'kept-too']) {
    await changeMutable(laptop.open(), things, id, { title: id, note: 'n' })
  }
  await laptop.sync()
  await phone.sync()
  await deleteMutable(laptop.open(), things, 'gone')
  await deleteMutable(laptop.open(), things, 'kept')
  await changeMutable(phone.open(), things, 'kept', { title: 'Changed' })
  await deleteMutable(phone.open(), things, 'kept-too')
  await changeMutable(laptop.open(), things, 'kept-too', { title: 'Changed too' })
  for (const device of [laptop, phone, laptop]) assert.equal((await device.sync()).state, 'saved')
  for (const device of [laptop, phone]) {
    assert.deepEqual(
      (await listMutable(device.open(), things)).map(({ id, values }) => [id, values]),
      [
        ['kept', { title: 'Changed', note: 'n' }],
        ['kept-too', { title: 'Changed too', note: 'n' }],
      ],
    )
  }
})

test('what is made and deleted before it was ever sent leaves nothing, and can be made again', async () => {
  const { laptop, phone } = await makePair()
  await changeMutable(laptop.open(), things, 'one', { title: 'First' })
  await deleteMutable(laptop.open(), things, 'one')
  assert.equal((await laptop.sync()).state, 'saved')
  await phone.sync()
  assert.equal(await readMutable(phone.open(), things, 'one'), null)
  await changeMutable(phone.open(), things, 'one', { title: 'Second' })
  assert.equal((await phone.sync()).state, 'saved')
  assert.equal((await laptop.sync()).state, 'saved')
  assert.deepEqual((await readMutable(laptop.open(), things, 'one'))?.values, { title: 'Second' })
})

test('changes made while a sync is running are not lost', async () => {
  const { laptop, phone } = await makePair()
  const syncing = laptop.sync()
  const changes = Array.from({ length: 20 }, (_, index) =>
    changeMutable(laptop.open(), things, 'busy', { title: `Title ${index}`, note: `Note ${index}` }),
  )
  await Promise.all([syncing, ...changes, laptop.sync(), laptop.sync()])
  assert.equal((await laptop.sync()).state, 'saved')
  await phone.sync()
  const expected = { title: 'Title 19', note: 'Note 19' }
  assert.deepEqual((await readMutable(laptop.open(), things, 'busy'))?.values, expected)
  assert.deepEqual((await readMutable(phone.open(), things, 'busy'))?.values, expected)
})

test('a value that is not of its field is refused before anything is written', async () => {
  const { laptop } = await makePair()
  await assert.rejects(changeMutable(laptop.open(), things, 'one', { title: 'x'.repeat(101) }))
  assert.equal(await readMutable(laptop.open(), things, 'one'), null)
})
