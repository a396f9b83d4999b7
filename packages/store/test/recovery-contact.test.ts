/**
 * Goal: who lost every key comes in with the page of a contact and the half that auth gives out, once; a wrong page, a wait
 * that is not over or was stopped, and a second contact are told apart; what a crash leaves opens nothing.
 * Method: real services, one installation that waits three days and one that does not wait, devices on tables in
 * memory, answers that get lost on their way.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { TestPlatform } from '@nornos/platform/testing'
import { present } from '@nornos/std'
import type { Device, DeviceApi, MadeContactPage } from '../src/index.ts'
import { appleRecords, heartRate } from './health-files.ts'
import { importWhole, makeDevice, makeOwner, type VaultOwner, zone } from './test-devices.ts'

const env = await TestPlatform.create({ recoveryWaitHours: 0 })
const slow = await TestPlatform.create()
after(async () => {
  await env[Symbol.asyncDispose]()
  await slow[Symbol.asyncDispose]()
})

async function choose({ device }: Pick<VaultOwner, 'device'>, name = 'Kari'): Promise<MadeContactPage> {
  const page = await device.makeContactPage()
  assert.deepEqual(await device.addContact(page, name), { ok: true, value: undefined })
  return page
}

/** Somebody with an empty device, who has asked and waited. */
async function askAnew(owner: VaultOwner, api: DeviceApi = owner.person.api) {
  const { device } = await makeDevice(env, { api })
  const asked = await device.askContact(owner.person.id)
  assert.equal(asked.ok, true)
  return device
}

async function comeIn(device: Device, { person }: Pick<VaultOwner, 'person'>, typed: string) {
  const { words } = await device.makeWords()
  const opened = await device.recoverVault({
    vaultId: person.id,
    deviceName: 'Phone',
    zone,
    by: 'contact',
    typed,
    words,
  })
  return opened.ok ? null : opened.error
}

async function kindsAtVault({ person }: VaultOwner) {
  const head = await person.api.vaultRead({ params: { vaultId: person.id } })
  return present(head.body, 'a vault').slots.map(({ kind }) => kind)
}

async function halvesAtAuth({ person }: VaultOwner) {
  return present((await person.api.recoveryRead({})).body, 'an answer').slotIds
}

test('a page opens the vault once, with everything in it; afterwards page and half are used up', async () => {
  const owner = await makeOwner(env)
  await importWhole(owner.device, appleRecords(heartRate('2021-01-05 12:00:00', 61)))
  await owner.device.syncNow()
  const page = await choose(owner)
  assert.deepEqual(await halvesAtAuth(owner), [page.slotId])
  const phone = await askAnew(owner)
  assert.equal(await comeIn(phone, owner, page.words.join(' ')), null)
  assert.equal((await phone.overview()).find(({ metric }) => metric === 'heart_rate')?.samples, 1)
  assert.equal((await kindsAtVault(owner)).includes('contact'), false)
  assert.deepEqual(await halvesAtAuth(owner), [])
  await owner.device.syncNow()
  for (const device of [phone, owner.device]) {
    const { openers, usedContact } = await device.keys()
    assert.deepEqual(openers.map(({ kind }) => kind).sort(), ['kit', 'passkey'])
    assert.equal(usedContact?.name, 'Kari')
  }
  const { device: other } = await makeDevice(env, owner.person)
  assert.deepEqual(await other.askContact(owner.person.id), { ok: false, error: { type: 'NoContact' } })
  assert.deepEqual(await comeIn(other, owner, page.words.join(' ')), { type: 'RecoveryNotAsked' })
  await choose(owner, 'Per')
})

test('a scanned page opens it too, also after the keys were renewed', async () => {
  const owner = await makeOwner(env)
  const page = await choose(owner)
  assert.equal((await owner.device.renewKeys()).ok, true)
  assert.equal(await comeIn(await askAnew(owner), owner, page.text), null)
})

test('a locked device that lost its words opens with the page, and stays the same device', async () => {
  const owner = await makeOwner(env)
  const page = await choose(owner)
  await owner.device.lock()
  assert.equal((await owner.device.askContact(owner.person.id)).ok, true)
  const { words } = await owner.device.makeWords()
  const typed = page.words.join(' ')
  assert.equal((await owner.device.reopenVault({ by: 'contact', typed, words })).ok, true)
  assert.equal((await owner.device.keys()).devices.length, 1)
  assert.equal((await kindsAtVault(owner)).includes('contact'), false)
})

test('a kit, another page and a misspelt word are told apart, and the right page still opens', async () => {
  const owner = await makeOwner(env)
  const page = await choose(owner)
  const phone = await askAnew(owner)
  const other = await owner.device.makeContactPage()
  const mails = async () => (await owner.person.api.recoveryRead({})).body?.request?.givenAt
  assert.deepEqual(await comeIn(phone, owner, other.text), { type: 'PageOfAnother' })
  assert.partialDeepStrictEqual(await comeIn(phone, owner, page.words.with(4, 'zzz').join(' ')), {
    type: 'WordUnknown',
    position: 5,
  })
  assert.partialDeepStrictEqual(await comeIn(phone, owner, page.words.slice(1).join(' ')), {
    type: 'WordCount',
  })
  // Nothing of these was worth asking for the half.
  assert.equal(await mails(), null)
  assert.deepEqual(await comeIn(phone, owner, other.words.join(' ')), { type: 'PageOfAnother' })
  assert.deepEqual(await comeIn(phone, owner, owner.kitWords.join(' ')), { type: 'PageOfAnother' })
  assert.equal(await comeIn(phone, owner, page.text), null)
})

test('what was not asked for, or was stopped on another device, opens nothing', async () => {
  const owner = await makeOwner(env)
  const page = await choose(owner)
  const { device: phone } = await makeDevice(env, owner.person)
  assert.deepEqual(await comeIn(phone, owner, page.text), { type: 'RecoveryNotAsked' })
  assert.equal((await phone.askContact(owner.person.id)).ok, true)
  assert.partialDeepStrictEqual(await owner.device.recovery(), {
    ok: true,
    value: { request: { slotId: page.slotId } },
  })
  assert.equal((await owner.device.stopRecovery()).ok, true)
  assert.deepEqual(await comeIn(phone, owner, page.text), { type: 'RecoveryNotAsked' })
})

test('before three days have passed the page opens nothing, and it is said until when', async () => {
  const owner = await makeOwner(slow)
  const page = await choose(owner)
  const { device: phone } = await makeDevice(slow, owner.person)
  const asked = await phone.askContact(owner.person.id)
  assert.ok(asked.ok)
  const { readyAt } = asked.value
  assert.deepEqual(await comeIn(phone, owner, page.text), { type: 'RecoveryEarly', readyAt })
  // A device whose clock is ahead is told the same by auth.
  const late = { now: () => new Date(Date.parse(readyAt) + 1_000) }
  const { device: ahead } = await makeDevice(slow, owner.person, { clock: late })
  assert.deepEqual(await comeIn(ahead, owner, page.text), { type: 'RecoveryEarly', readyAt })
})

test('a vault has one contact, who is renamed and removed, and counts for nothing else', async () => {
  const owner = await makeOwner(env)
  const page = await choose(owner)
  const second = await owner.device.makeContactPage()
  assert.deepEqual(await owner.device.addContact(second, 'Per'), {
    ok: false,
    error: { type: 'ContactThere' },
  })
  assert.deepEqual(await halvesAtAuth(owner), [page.slotId])
  await owner.device.renameOpener(page.slotId, 'Kari N.')
  const contact = (await owner.device.keys()).openers.find(({ kind }) => kind === 'contact')
  assert.equal(contact?.name, 'Kari N.')
  const kit = (await owner.device.keys()).openers.find(({ kind }) => kind === 'kit')
  assert.deepEqual(await owner.device.removeOpener(present(kit, 'a kit').slotId), {
    ok: false,
    error: { type: 'LastOpener', reason: 'kit' },
  })
  assert.equal((await owner.device.removeOpener(page.slotId)).ok, true)
  assert.deepEqual(await halvesAtAuth(owner), [])
  assert.equal((await owner.device.keys()).usedContact, null)
})

test('a contact that could not be made whole opens nothing, and the same page is made good', async () => {
  const network = { isGone: false }
  const owner = await makeOwner(env)
  const { storage } = owner
  await owner.device.lock()
  const failing: DeviceApi = {
    ...owner.person.api,
    slotPut: (input) =>
      network.isGone ? Promise.reject(new TypeError('gone')) : owner.person.api.slotPut(input),
  }
  const { device } = await makeDevice(env, { api: failing }, { storage })
  assert.equal((await device.unlockWithPasskey(owner.passkey)).ok, true)
  const page = await device.makeContactPage()
  network.isGone = true
  assert.deepEqual(await device.addContact(page, 'Kari'), { ok: false, error: { type: 'Offline' } })
  const { device: phone } = await makeDevice(env, owner.person)
  assert.deepEqual(await phone.askContact(owner.person.id), { ok: false, error: { type: 'NoContact' } })
  network.isGone = false
  assert.equal((await device.addContact(page, 'Kari')).ok, true)
  assert.equal(await comeIn(await askAnew(owner), owner, page.text), null)
})

test('when the device that came in loses its network, another one takes the used contact out', async () => {
  const owner = await makeOwner(env)
  const page = await choose(owner)
  const dying: DeviceApi = {
    ...owner.person.api,
    slotRemove: () => Promise.reject(new TypeError('gone')),
  }
  const phone = await askAnew(owner, dying)
  assert.equal(await comeIn(phone, owner, page.text), null)
  await phone.syncNow()
  assert.equal((await kindsAtVault(owner)).includes('contact'), true)
  assert.equal(
    (await phone.keys()).openers.some(({ kind }) => kind === 'contact'),
    false,
  )
  await owner.device.syncNow()
  assert.equal((await kindsAtVault(owner)).includes('contact'), false)
  assert.deepEqual(await halvesAtAuth(owner), [])
})
