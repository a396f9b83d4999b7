/**
 * Goal: a person makes a vault, closes it, opens it without network, and gets everything back on another device.
 * Method: real services, the device's own code on tables in memory, a network that is taken away.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { LocalDay } from '@nornos/health-model'
import { TestPlatform } from '@nornos/platform/testing'
import { present } from '@nornos/std'
import { createMemoryStorage, type DeviceApi, type DeviceStorage } from '../src/index.ts'
import { StorageLostError } from '../src/storage/device-storage.ts'
import { readVaultFile, vaultFileChange } from '../src/vault/vault-file.ts'
import { appleFile } from './health-files.ts'
import {
  importWhole,
  makeDevice,
  makeOwner,
  makeWordsOwner,
  offlineApi,
  recoveryOf,
  zone,
} from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

test('a new vault is open, saved and known to every service', async () => {
  const { device, person } = await makeWordsOwner(env)
  assert.deepEqual(await device.vaultState(), {
    state: 'open',
    vaultId: person.id,
    deviceName: 'Laptop',
    zone,
  })
  assert.equal((await device.syncState()).state, 'saved')
  assert.equal((await device.publishState()).state, 'nothing_shared')
  const head = await person.api.vaultRead({ params: { vaultId: person.id } })
  // The first commit, and the one that says where the person lives.
  assert.partialDeepStrictEqual(head.body, { n: 2, epoch: 0 })
  assert.deepEqual(head.body?.slots.map(({ kind }) => kind).sort(), ['device', 'kit', 'words'])
  assert.equal((await person.api.rosterRead({})).body?.number, 1)
  assert.equal((await person.api.sharedRosterRead({})).body?.number, 1)
  await device.close()
})

test('a person has one vault', async () => {
  const { device, kitWords, person, words } = await makeWordsOwner(env)
  const request = { vaultId: person.id, deviceName: 'Tablet', words, kitWords, zone }
  const again = await device.createVault(request)
  assert.deepEqual(again, { ok: false, error: { type: 'VaultExists' } })
  const elsewhere = await makeDevice(env, person)
  const second = await elsewhere.device.createVault(request)
  assert.deepEqual(second, { ok: false, error: { type: 'VaultExists' } })
  assert.deepEqual(await elsewhere.device.vaultState(), { state: 'none', closedAt: null })
})

test('a locked device opens without network with its own words and no others', async () => {
  const { device, storage, words } = await makeWordsOwner(env)
  await importWhole(device, appleFile(2).file)
  const before = await device.overview()
  await device.close()

  const offline = await makeDevice(env, { api: await offlineApi() }, { storage })
  assert.equal((await offline.device.vaultState()).state, 'locked')
  await assert.rejects(offline.device.overview(), { name: 'LockedError' })
  const other = await device.makeWords()
  assert.deepEqual(await offline.device.unlock(other.words.join(' ')), {
    ok: false,
    error: { type: 'WordsOfAnotherVault' },
  })
  assert.deepEqual(await offline.device.unlock('abacus'), {
    ok: false,
    error: { type: 'WordCount', given: 1, needed: 6 },
  })
  assert.partialDeepStrictEqual(await offline.device.unlock('abacus abaccus'), {
    error: { type: 'WordUnknown', position: 2, word: 'abaccus' },
  })
  assert.equal((await offline.device.unlock(words.join(' ').toUpperCase())).ok, true)
  assert.deepEqual(await offline.device.overview(), before)
  await offline.device.syncNow()
  assert.equal((await offline.device.syncState()).state, 'offline')
  await offline.device.close()
})

test('the kit brings everything back on an empty device, which has words of its own from then on', async () => {
  const { device, kitWords, person } = await makeWordsOwner(env)
  await importWhole(device, appleFile(3).file)
  await device.syncNow()

  const second = await makeDevice(env, person)
  const { words } = await second.device.makeWords()
  const recovered = await second.device.recoverVault({
    vaultId: person.id,
    deviceName: 'Phone',
    zone,
    by: 'kit',
    typed: kitWords.join(' '),
    words,
  })
  assert.equal(recovered.ok, true)
  await second.device.syncNow()
  assert.deepEqual(withoutOrder(await second.device.overview()), withoutOrder(await device.overview()))
  const [from, to] = [LocalDay.parse('2021-01-02'), LocalDay.parse('2021-01-05')]
  assert.deepEqual(await second.device.nights(from, to), await device.nights(from, to))
  assert.deepEqual(await second.device.workouts(from, to), await device.workouts(from, to))
  assert.equal((await person.api.rosterRead({})).body?.number, 2)
  await second.device.lock()
  assert.equal((await second.device.unlock(words.join(' '))).ok, true)
  await second.device.close()
})

test('the six words open the vault on another device, those of somebody else do not', async () => {
  const alice = await makeWordsOwner(env)
  const bob = await makeWordsOwner(env)
  const second = await makeDevice(env, alice.person)
  const request = { vaultId: alice.person.id, deviceName: 'Phone', zone, by: 'words' } as const
  assert.deepEqual(await second.device.recoverVault({ ...request, typed: bob.words.join(' ') }), {
    ok: false,
    error: { type: 'WordsOfAnotherVault' },
  })
  assert.equal((await second.device.recoverVault({ ...request, typed: alice.words.join(' ') })).ok, true)
  const nobody = await env.makePerson({ name: 'No vault', actor: 'patient' })
  const third = await makeDevice(env, nobody)
  assert.deepEqual(
    await third.device.recoverVault({ ...request, vaultId: nobody.id, typed: alice.words.join(' ') }),
    { ok: false, error: { type: 'NoVault' } },
  )
})

function withoutOrder(overview: Awaited<ReturnType<import('../src/index.ts').Device['overview']>>) {
  return overview.map((entry) => ({
    ...entry,
    sources: entry.sources.toSorted((left, right) => (left.sourceId < right.sourceId ? -1 : 1)),
  }))
}

test('lists of devices that fill several answers are all fetched, by a new device and by one that was away', async () => {
  const owner = await makeOwner(env)
  const { device, person } = owner
  const vaultRosterList: DeviceApi['vaultRosterList'] = async (input) => {
    const reply = await person.api.vaultRosterList(input)
    return reply.problem === undefined ? { ...reply, body: firstTwo(reply.body) } : reply
  }
  const sparing = { api: { ...person.api, vaultRosterList } }
  const away = await makeDevice(env, sparing)
  assert.equal((await away.device.recoverVault(recoveryOf(owner))).ok, true)
  const { devices } = await device.keys()
  const laptop = present(devices[0], 'the first device').deviceId
  for (const name of ['One', 'Two', 'Three', 'Four']) {
    assert.equal((await device.renameDevice(laptop, name)).ok, true)
  }
  await away.device.syncNow()
  assert.equal((await away.device.syncState()).state, 'saved')
  const fresh = await makeDevice(env, sparing)
  assert.equal((await fresh.device.recoverVault(recoveryOf(owner))).ok, true)
  assert.deepEqual(
    (await fresh.device.keys()).devices.map(({ name }) => name),
    ['Four', 'Phone', 'Phone'],
  )
  assert.equal((await person.api.rosterRead({})).body?.number, 7)
  await Promise.all([device.close(), away.device.close(), fresh.device.close()])
})

async function* firstTwo<Line>(lines: AsyncIterable<Line>): AsyncGenerator<Line> {
  let given = 0
  for await (const line of lines) {
    yield line
    given++
    if (given === 2) return
  }
}

test('a device opens however often its list of devices has changed', async () => {
  const owner = await makeOwner(env)
  await owner.device.lock()
  const file = present(await readVaultFile(owner.storage), 'a device with a vault')
  const rosters = Array.from({ length: 1_200 }, () => present(file.rosters[0], 'the first list'))
  await owner.storage.write([vaultFileChange({ ...file, rosters })], 'strict')
  assert.equal((await owner.device.unlockWithPasskey(owner.passkey)).ok, true)
  await owner.device.close()
})

test('a device whose tables are deleted while it is open closes, and says that they are gone', async () => {
  const storage = createMemoryStorage()
  let isDeleted = false
  const gone = () => Promise.reject(new StorageLostError('deleted'))
  const deletable: DeviceStorage = {
    ...storage,
    read: (table, key) => (isDeleted ? gone() : storage.read(table, key)),
    write: (changes, durability) => (isDeleted ? gone() : storage.write(changes, durability)),
  }
  const { device } = await makeOwner(env, { storage: deletable, onFault: () => undefined })
  const told = new Promise<void>((resolve) => device.subscribe((what) => what === 'vault' && resolve()))
  isDeleted = true
  await assert.rejects(device.addFile(new File(['new'], 'new.txt')), StorageLostError)
  await told
  assert.deepEqual(await device.vaultState(), { state: 'none', closedAt: null, isLost: true })
  assert.deepEqual(await device.addFile(new File(['more'], 'more.txt')), {
    ok: false,
    error: { type: 'VaultLocked' },
  })
  await device.close()
})
