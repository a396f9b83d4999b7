/**
 * Goal: a person changes what opens their vault, loses a device, and renews the keys: what was taken away opens nothing,
 * what stays goes on without being asked, and a program that ends in the middle leaves all or nothing.
 * Method: real services, two and three devices on tables in memory, answers that get lost on their way.
 */
import assert from 'node:assert/strict'
import { after, mock, test } from 'node:test'
import { checkSixWords, openSlot } from '@nornos/crypto/vault-open'
import { parseRoster } from '@nornos/crypto/verify'
import { type TestPerson, TestPlatform } from '@nornos/platform/testing'
import { fromBase64Url, present } from '@nornos/std'
import type { Device, DeviceApi, Recovery } from '../src/index.ts'
import { appleFile, appleRecords, heartRate } from './health-files.ts'
import {
  importWhole,
  makeDevice,
  makePasskey,
  makeWordsOwner,
  type TestDevice,
  type WordsOwner,
  zone,
} from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

async function join(
  owner: WordsOwner,
  by: Recovery,
  api: DeviceApi = owner.person.api,
  deviceName = 'Phone',
): Promise<TestDevice> {
  const made = await makeDevice(env, { api })
  const joined = await made.device.recoverVault({ vaultId: owner.person.id, deviceName, zone, ...by })
  assert.deepEqual(joined.ok ? null : joined.error, null)
  await made.device.syncNow()
  return made
}

const byWords = ({ words }: WordsOwner): Recovery => ({ by: 'words', typed: words.join(' ') })

async function openerOf(device: Device, kind: 'words' | 'kit' | 'passkey') {
  const { openers } = await device.keys()
  return present(
    openers.find((one) => one.kind === kind),
    `an opener: ${kind}`,
  )
}

async function deviceNamed(device: Device, name: string) {
  const { devices } = await device.keys()
  return present(
    devices.find((one) => one.name === name),
    `a device: ${name}`,
  )
}

async function heartRates(device: Device): Promise<number> {
  return (await device.overview()).find(({ metric }) => metric === 'heart_rate')?.samples ?? 0
}

test('a passkey opens this device without network and another one over it; a foreign one opens neither', async () => {
  const owner = await makeWordsOwner(env)
  const { device } = owner
  const passkey = makePasskey()
  assert.deepEqual(await device.addOpener({ kind: 'passkey', passkey, name: 'Phone passkey' }), {
    ok: true,
    value: undefined,
  })
  assert.equal((await device.unlockThisDeviceBy({ by: 'passkey', passkey })).ok, true)
  assert.partialDeepStrictEqual(await openerOf(device, 'passkey'), { name: 'Phone passkey', usedAt: null })
  await device.lock()
  assert.partialDeepStrictEqual(await device.vaultState(), {
    state: 'locked',
    unlockBy: { by: 'passkey', credentialId: passkey.credentialId },
  })
  assert.partialDeepStrictEqual(await device.unlockWithPasskey(makePasskey()), {
    error: { type: 'PasskeyOfAnotherVault' },
  })
  assert.partialDeepStrictEqual(await device.unlock(owner.words.join(' ')), { ok: false })
  assert.equal((await device.unlockWithPasskey(passkey)).ok, true)
  assert.deepEqual(await device.passkeys(owner.person.id), { ok: true, value: [passkey.credentialId] })

  const second = await join(owner, { by: 'passkey', passkey })
  assert.equal((await second.device.keys()).unlockBy, 'passkey')
  await device.syncNow()
  assert.notEqual((await openerOf(device, 'passkey')).usedAt, null)
  const stranger = await makeDevice(env, owner.person)
  assert.partialDeepStrictEqual(
    await stranger.device.recoverVault({
      vaultId: owner.person.id,
      deviceName: 'Stranger',
      zone,
      by: 'passkey',
      passkey: makePasskey(),
    }),
    { error: { type: 'PasskeyOfAnotherVault' } },
  )
})

test('a vault is made with a passkey instead of words', async () => {
  const person = await env.makePerson({ name: 'Astrid Lunde', actor: 'patient' })
  const { device } = await makeDevice(env, person)
  const passkey = makePasskey()
  const { kitWords } = await device.makeWords()
  const request = { vaultId: person.id, deviceName: 'Phone', kitWords, zone, passkey }
  assert.equal((await device.createVault(request)).ok, true)
  const { openers, isBackedUp } = await device.keys()
  assert.deepEqual(openers.map(({ kind }) => kind).sort(), ['kit', 'passkey'])
  assert.equal(isBackedUp, true)
  await device.lock()
  assert.equal((await device.unlockWithPasskey(passkey)).ok, true)
})

test('words that were replaced open nothing, the new ones do, and the name stays with the opener', async () => {
  const owner = await makeWordsOwner(env)
  const { device, person, words } = owner
  const { words: renewed } = await device.makeWords()
  const { slotId } = await openerOf(device, 'words')
  const replaced = await device.replaceOpener(slotId, { kind: 'words', words: renewed, name: 'Drawer' })
  assert.equal(replaced.ok, true)
  const other = await makeDevice(env, person)
  const request = { vaultId: person.id, deviceName: 'Phone', zone, by: 'words' } as const
  assert.partialDeepStrictEqual(await other.device.recoverVault({ ...request, typed: words.join(' ') }), {
    error: { type: 'WordsOfAnotherVault' },
  })
  assert.equal((await other.device.recoverVault({ ...request, typed: renewed.join(' ') })).ok, true)
  await other.device.syncNow()
  assert.equal((await openerOf(other.device, 'words')).name, 'Drawer')
  await device.renameOpener(slotId, 'Safe')
  await device.syncNow()
  await other.device.syncNow()
  assert.equal((await openerOf(other.device, 'words')).name, 'Safe')
})

test('the last kit stays, on the device and at the vault; an opener that is not needed goes', async () => {
  const owner = await makeWordsOwner(env)
  const { device, person } = owner
  const kit = await openerOf(device, 'kit')
  assert.deepEqual(await device.removeOpener(kit.slotId), {
    ok: false,
    error: { type: 'LastOpener', reason: 'kit' },
  })
  const head = await person.api.vaultRead({ params: { vaultId: person.id } })
  const roster = { roster: head.body?.roster.roster ?? '' }
  const refused = await person.api.slotRemove({
    params: { vaultId: person.id, slotId: kit.slotId },
    body: { roster },
  })
  assert.partialDeepStrictEqual(refused, { problem: 'slot-refused', facts: { reason: 'kit' } })
  const { slotId } = await openerOf(device, 'words')
  assert.equal((await device.removeOpener(slotId)).ok, true)
  assert.deepEqual(await device.removeOpener(slotId), { ok: false, error: { type: 'NotThere' } })
  const { kitWords } = await device.makeWords()
  assert.equal((await device.addOpener({ kind: 'kit', kitWords, name: 'Second kit' })).ok, true)
  assert.equal((await device.removeOpener(kit.slotId)).ok, true)
})

test('a lost device is left out: the others go on without a word typed, it gets nothing any more', async () => {
  const owner = await makeWordsOwner(env)
  const stays = await join(owner, byWords(owner), owner.person.api, 'Tablet')
  const lost = await join(owner, byWords(owner), owner.person.api, 'Lost phone')
  await importWhole(stays.device, appleRecords(heartRate('2021-01-05 12:00:00', 61)))
  await owner.device.syncNow()
  const { deviceId } = await deviceNamed(owner.device, 'Lost phone')
  const before = await slotsOf(owner)
  assert.deepEqual(await owner.device.removeDevice(deviceId), { ok: true, value: undefined })
  assert.equal((await owner.device.keys()).epoch, 1)
  assert.equal((await slotsOf(owner)).length, before.length - 1)

  await importWhole(owner.device, appleRecords(heartRate('2021-01-06 12:00:00', 62)))
  await owner.device.syncNow()
  await stays.device.syncNow()
  assert.equal((await stays.device.syncState()).state, 'saved')
  assert.equal((await stays.device.keys()).epoch, 1)
  await owner.device.syncNow()
  for (const { device } of [owner, stays]) assert.equal(await heartRates(device), 2)
  await stays.device.lock()
  assert.equal((await stays.device.unlock(owner.words.join(' '))).ok, true)
  assert.equal((await stays.device.keys()).devices.length, 2)

  await importWhole(lost.device, appleRecords(heartRate('2021-01-07 12:00:00', 63)))
  await lost.device.syncNow()
  assert.partialDeepStrictEqual(await lost.device.syncState(), { state: 'alarm', reason: 'device_removed' })
  assert.deepEqual(await lost.device.removeDevice((await deviceNamed(lost.device, 'Tablet')).deviceId), {
    ok: false,
    error: { type: 'Alarm', reason: 'device_removed' },
  })
  await owner.device.syncNow()
  assert.equal(await heartRates(owner.device), 2)
})

test('the session of a device that is removed ends with it; those of its neighbours go on', async () => {
  const owner = await makeWordsOwner(env)
  const { person } = owner
  const sessions = [person, await signInLater(person, 1), await signInLater(person, 2)] as const
  const [, ofLost, ofNeighbour] = sessions
  const lost = await join(owner, byWords(owner), ofLost.api, 'Lost phone')
  const neighbour = await join(owner, byWords(owner), ofNeighbour.api, 'Tablet')
  const devices = [owner, lost, neighbour]
  for (const [at, { api }] of sessions.entries()) {
    const me = await api.meRead({})
    await devices[at]?.device.noteSession(me.body?.sessionId ?? '')
    await devices[at]?.device.syncNow()
  }
  await owner.device.syncNow()
  const { deviceId } = await deviceNamed(owner.device, 'Lost phone')
  assert.deepEqual(await owner.device.removeDevice(deviceId), { ok: true, value: undefined })
  assert.equal((await ofLost.api.vaultRead({ params: { vaultId: person.id } })).status, 401)
  assert.equal((await ofLost.api.meRead({})).status, 401)
  await assert.rejects(ofLost.refresh(), { error: 'invalid_grant' })
  await lost.device.syncNow()
  assert.partialDeepStrictEqual(await lost.device.syncState(), { state: 'offline' })
  for (const { api, refresh } of [person, ofNeighbour]) {
    assert.equal((await api.meRead({})).status, 200)
    await refresh()
  }
  await neighbour.device.syncNow()
  assert.equal((await neighbour.device.syncState()).state, 'saved')
})

/** Another session of the same person: a one-time code works once, so the clock stands later meanwhile. */
async function signInLater(person: TestPerson, halfMinutes: number): Promise<TestPerson> {
  mock.timers.enable({ apis: ['Date'], now: Date.now() + halfMinutes * 30_000 })
  try {
    return await env.signInAgain(person)
  } finally {
    mock.timers.reset()
  }
}

test('a device that was locked through two rotations follows at its next sync', async () => {
  const owner = await makeWordsOwner(env)
  const second = await join(owner, byWords(owner))
  await second.device.lock()
  assert.equal((await owner.device.renewKeys()).ok, true)
  assert.equal((await owner.device.renewKeys()).ok, true)
  await importWhole(owner.device, appleFile(2).file)
  await owner.device.syncNow()
  assert.equal((await second.device.unlock(owner.words.join(' '))).ok, true)
  await second.device.syncNow()
  assert.equal((await second.device.keys()).epoch, 2)
  assert.deepEqual(
    (await second.device.overview()).map(({ metric }) => metric).sort(),
    (await owner.device.overview()).map(({ metric }) => metric).sort(),
  )
  const third = await join(owner, { by: 'words', typed: owner.words.join(' ') }, owner.person.api, 'Third')
  assert.equal((await third.device.syncState()).state, 'saved')
})

test('after words leaked, the old words with an old copy of the vault’s openers do not open the new epoch', async () => {
  const owner = await makeWordsOwner(env)
  const { device, words } = owner
  const { slotId } = await openerOf(device, 'words')
  const stolen = await slotBytes(owner, slotId)
  const { words: renewed } = await device.makeWords()
  assert.equal((await device.replaceOpener(slotId, { kind: 'words', words: renewed, name: '' })).ok, true)
  assert.equal((await device.renewKeys()).ok, true)
  const checked = await checkSixWords(words.join(' '))
  assert.ok(checked.ok)
  const opener = { kind: 'words', words: checked.value } as const
  assert.equal((await openSlot(stolen, opener)).epoch, 0)
  await assert.rejects(openSlot(await slotBytes(owner, slotId), opener), { code: 'cannot-open' })
})

for (const moment of ['before the vault has it', 'after the vault has it'] as const) {
  test(`a rotation whose request breaks off ${moment} leaves all or nothing, and loses nothing`, async () => {
    const owner = await makeWordsOwner(env)
    await importWhole(owner.device, appleRecords(heartRate('2021-01-05 12:00:00', 61)))
    await owner.device.syncNow()
    await owner.device.lock()
    const vaultRotate: DeviceApi['vaultRotate'] = async (input) => {
      if (moment === 'after the vault has it') await owner.person.api.vaultRotate(input)
      throw new TypeError('the connection broke')
    }
    const breaking = await makeDevice(
      env,
      { api: { ...owner.person.api, vaultRotate } },
      { storage: owner.storage },
    )
    assert.equal((await breaking.device.unlock(owner.words.join(' '))).ok, true)
    assert.deepEqual(await breaking.device.renewKeys(), { ok: false, error: { type: 'Offline' } })
    await breaking.device.lock()
    const again = await makeDevice(env, owner.person, { storage: owner.storage })
    assert.equal((await again.device.unlock(owner.words.join(' '))).ok, true)
    await again.device.syncNow()
    assert.equal((await again.device.syncState()).state, 'saved')
    assert.equal((await again.device.keys()).epoch, moment === 'after the vault has it' ? 1 : 0)
    await importWhole(again.device, appleRecords(heartRate('2021-01-06 12:00:00', 62)))
    await again.device.syncNow()
    assert.equal(await heartRates(again.device), 2)
    const other = await join(owner, byWords(owner))
    assert.equal(await heartRates(other.device), 2)
  })
}

test('what was queued before a rotation is sealed anew and arrives', async () => {
  const owner = await makeWordsOwner(env)
  const second = await join(owner, byWords(owner))
  await importWhole(second.device, appleRecords(heartRate('2021-01-05 12:00:00', 61)))
  assert.equal((await owner.device.renewKeys()).ok, true)
  await second.device.syncNow()
  assert.equal((await second.device.syncState()).state, 'saved')
  await owner.device.syncNow()
  assert.equal(await heartRates(owner.device), 1)
})

test('old objects are sealed anew under the present key, and going on after a lock finds what is left', async () => {
  const owner = await makeWordsOwner(env)
  await importWhole(owner.device, appleFile(3).file)
  await owner.device.syncNow()
  const before = await owner.device.overview()
  assert.equal((await owner.device.renewKeys()).ok, true)
  const { reseal } = await owner.device.keys()
  assert.ok(reseal.state === 'idle' && reseal.left > 0)
  await owner.device.lock()
  assert.equal((await owner.device.unlock(owner.words.join(' '))).ok, true)
  assert.equal((await owner.device.resealAll()).ok, true)
  await owner.device.syncNow()
  assert.deepEqual((await owner.device.keys()).reseal, { state: 'idle', left: 0 })
  assert.deepEqual(await owner.device.overview(), before)
  assert.equal((await owner.device.syncState()).state, 'saved')
  const other = await join(owner, byWords(owner))
  assert.equal(await heartRates(other.device), await heartRates(owner.device))
})

test('a kit is due for a look after 90 days, then after a year; a wrong word is named', async () => {
  const owner = await makeWordsOwner(env)
  const { device, kitWords, storage } = owner
  assert.partialDeepStrictEqual((await device.keys()).kit, { checkedAt: null, isDue: false })
  assert.deepEqual(await device.kitCheck(), (await device.keys()).kit)
  await device.lock()
  let days = 91
  const clock = { now: () => new Date(env.installation.clock.now().getTime() + days * 86_400_000) }
  const later = await makeDevice(env, owner.person, { storage, clock })
  assert.equal((await later.device.unlock(owner.words.join(' '))).ok, true)
  assert.equal((await later.device.kitCheck()).isDue, true)
  const positions = await later.device.kitQuestions()
  assert.equal(positions.length, 3)
  const typed = positions.map((position) => ({ position, word: kitWords[position - 1] ?? '' }))
  const [first, ...rest] = typed
  const wrong = [{ position: first?.position ?? 0, word: 'zoo' }, ...rest]
  assert.deepEqual(await later.device.checkKit(wrong), {
    ok: false,
    error: { type: 'KitWordsWrong', positions: [first?.position] },
  })
  assert.partialDeepStrictEqual(await later.device.checkKit(rest), { error: { type: 'WordCount' } })
  assert.equal((await later.device.kitCheck()).isDue, true)
  assert.equal((await later.device.checkKit(typed)).ok, true)
  assert.equal((await later.device.kitCheck()).isDue, false)
  days += 366
  assert.equal((await later.device.kitCheck()).isDue, true)
})

test('a device whose words are lost is opened with the kit and has new words; its data stay', async () => {
  const owner = await makeWordsOwner(env)
  const { device, kitWords } = owner
  await importWhole(device, appleRecords(heartRate('2021-01-05 12:00:00', 61)))
  await device.lock()
  const { words } = await device.makeWords()
  const request = { by: 'kit', typed: kitWords.join(' '), words } as const
  assert.equal((await device.reopenVault(request)).ok, true)
  assert.equal(await heartRates(device), 1)
  await device.lock()
  assert.partialDeepStrictEqual(await device.unlock(owner.words.join(' ')), { ok: false })
  assert.equal((await device.unlock(words.join(' '))).ok, true)
  await device.syncNow()
  assert.equal((await device.syncState()).state, 'saved')
})

test('a device has the name that another one gives it', async () => {
  const owner = await makeWordsOwner(env)
  const second = await join(owner, byWords(owner))
  const { deviceId } = await deviceNamed(owner.device, 'Laptop')
  assert.equal((await second.device.renameDevice(deviceId, 'Kitchen laptop')).ok, true)
  await owner.device.syncNow()
  assert.equal((await deviceNamed(owner.device, 'Kitchen laptop')).isThis, true)
  assert.notEqual((await deviceNamed(second.device, 'Kitchen laptop')).usedAt, null)
})

test('a service that shows another list of devices under the same number raises an alarm', async () => {
  const owner = await makeWordsOwner(env)
  await owner.device.lock()
  const rosterRead: DeviceApi['rosterRead'] = async (input) => {
    const reply = await owner.person.api.rosterRead(input)
    return reply.problem === undefined ? { ...reply, body: { ...reply.body, hash: '0'.repeat(64) } } : reply
  }
  const again = await makeDevice(
    env,
    { api: { ...owner.person.api, rosterRead } },
    { storage: owner.storage },
  )
  assert.equal((await again.device.unlock(owner.words.join(' '))).ok, true)
  await again.device.syncNow()
  assert.partialDeepStrictEqual(await again.device.syncState(), { state: 'alarm', reason: 'roster_mismatch' })
})

async function slotBytes({ person }: WordsOwner, slotId: string): Promise<Uint8Array> {
  const slot = await person.api.slotRead({ params: { vaultId: person.id, slotId } })
  return present(fromBase64Url(slot.body?.body ?? ''), 'a slot')
}

async function slotsOf({ person }: WordsOwner) {
  const head = await person.api.vaultRead({ params: { vaultId: person.id } })
  const roster = await parseRoster(present(fromBase64Url(head.body?.roster.roster ?? ''), 'a roster'))
  assert.deepEqual(
    head.body?.slots.map(({ slotId }) => slotId).sort(),
    roster.slots.map(({ id }) => id).sort(),
  )
  return roster.slots
}
