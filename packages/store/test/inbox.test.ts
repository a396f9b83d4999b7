/**
 * Goal: what a permitted sender sends reaches the patient whole and once, the vault lets go of it only when it is
 * committed, and whatever goes wrong with one item concerns that item alone.
 * Method: real doctors, relay, vault and devices; a device that is cut off at each request and each write in turn.
 */
import assert from 'node:assert/strict'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { DoctorId, Instant, type TreatmentPlan, VaultId } from '@nornos/health-model'
import {
  findCanaries,
  granteeOf,
  keptInDatabase,
  keptInFolder,
  logTo,
  messageItem as message,
  sendToInbox as send,
  sendFromCloud,
  type TestPerson,
  TestPlatform,
} from '@nornos/platform/testing'
import { present, utf8 } from '@nornos/std'
import type { Device, DeviceOptions } from '../src/index.ts'
import { isDrill } from './drill.ts'
import { appleFile } from './health-files.ts'
import { makeDevice, makeOwner, secondDevice, type VaultOwner } from './test-devices.ts'

let env: TestPlatform
let doctor: TestPerson

before(async () => {
  env = await TestPlatform.create()
  doctor = await env.makeDoctor()
})
after(() => env[Symbol.asyncDispose]())

async function shareWith({ device }: VaultOwner): Promise<void> {
  const shared = await device.share({
    granteeId: granteeOf(doctor),
    granteeName: doctor.name,
    fields: ['hrv'],
    excludedFields: [],
    purpose: 'routine_checkup',
    days: 30,
    withAgents: false,
  })
  assert.ok(shared.ok)
}

async function makePatient(options: Partial<DeviceOptions> = {}): Promise<VaultOwner> {
  const owner = await makeOwner(env, options)
  await shareWith(owner)
  return owner
}

const atVault = async ({ person }: VaultOwner) =>
  (await person.api.inboxList({ params: { vaultId: VaultId.parse(person.id) } })).body?.items.length

async function onlyItem(device: Device) {
  const { items } = await device.inbox()
  assert.equal(items.length, 1)
  return present(items[0], 'an item')
}

const plan = ({ sender = doctor, title = 'Sleep first' } = {}): TreatmentPlan => ({
  resourceType: 'TreatmentPlan',
  title,
  author: { doctorId: DoctorId.parse(sender.granteeId), name: sender.name, organization: 'A practice' },
  writtenAt: Instant.parse('2026-05-01T08:00:00Z'),
  summary: 'A regular night.',
  goals: ['Seven hours'],
  actions: [],
  reviewOn: null,
})
const planItem = (of: Parameters<typeof plan>[0] = {}) => ({
  kind: 'treatment-plan' as const,
  body: utf8(JSON.stringify(plan(of))),
  name: 'Sleep first',
  contentType: 'application/json',
})

test('a message, a plan and a document wait for the person; what they accept is kept, and then gone from the vault', async () => {
  const owner = await makePatient()
  const { device, person } = owner
  assert.equal(await send(doctor, person.id, message('Please call.')), 201)
  assert.equal(await send(doctor, person.id, planItem()), 201)
  assert.equal(await send(doctor, person.id, pdf()), 201)
  await device.syncNow()
  const view = await device.inbox()
  assert.deepEqual(view.items.map(({ kind, state }) => [kind, state]).toReversed(), [
    ['message', 'waiting'],
    ['treatment-plan', 'waiting'],
    ['document', 'waiting'],
  ])
  assert.equal(view.waiting, 3)
  assert.equal(view.items[2]?.text, 'Please call.')
  for (const { itemId } of view.items) assert.ok((await device.acceptItem(itemId)).ok)
  await device.syncNow()
  assert.deepEqual((await device.inbox()).items, [])
  assert.equal(await atVault(owner), 0)
  assert.deepEqual((await device.letters()).map(({ subject }) => subject).toSorted(), [
    'Your results',
    'a.pdf',
  ])
  assert.deepEqual(await device.treatmentPlans(), [plan()])
})

const pdf = (bytes: Uint8Array<ArrayBuffer> = utf8('%PDF-1.7 …')) => ({
  ...{ kind: 'document' as const, body: bytes, name: 'a.pdf', contentType: 'application/pdf' },
})

test('an accepted document is a file of the vault, byte for byte, on every device, and says who sent it', async () => {
  const owner = await makePatient()
  const { device, person } = owner
  // More than one part of a file, and more than a record can hold.
  const body = new Uint8Array(3 * 1024 * 1024).map((_, index) => (index * 7 + (index >> 8)) & 0xff)
  body.set(utf8('%PDF-1.7'))
  assert.equal(await send(doctor, person.id, pdf(body)), 201)
  assert.equal(await send(doctor, person.id, { ...pdf(body), name: 'again.pdf' }), 201)
  await device.syncNow()
  for (const { itemId } of (await device.inbox()).items) assert.ok((await device.acceptItem(itemId)).ok)
  await device.syncNow()
  assert.equal(await atVault(owner), 0)
  const second = await secondDevice(env, owner)
  for (const one of [device, second.device]) {
    const [file, ...others] = await one.files()
    assert.deepEqual(others, [], 'the same bytes are one file')
    assert.partialDeepStrictEqual(file, { type: 'application/pdf', size: body.length, isDeleted: false })
    const fileId = present(file, 'a file').fileId
    const read = await one.readFile(fileId)
    assert.ok(read.ok)
    assert.deepEqual(new Uint8Array(await read.value.arrayBuffer()), body)
    assert.deepEqual(
      (await one.letters()).map(({ senderName, fileId: of }) => [senderName, of]),
      Array(2).fill([doctor.name, fileId]),
    )
  }
  await device.eraseFile(present((await device.files())[0], 'a file').fileId)
  assert.ok((await device.letters()).every(({ fileId }) => fileId === null))
})

test('an item that was altered before it arrived opens nowhere, and neither does one that is altered while it waits', async () => {
  const owner = await makePatient()
  const { device, person } = owner
  const alter = (sealed: Uint8Array<ArrayBuffer>) =>
    sealed.map((byte, index) => (index === sealed.length - 20 ? byte ^ 1 : byte))
  assert.equal(await send(doctor, person.id, pdf(), { alter }), 201)
  await device.syncNow()
  const altered = await onlyItem(device)
  assert.deepEqual([altered.state, altered.fault], ['unreadable', 'cannot-open'])
  assert.deepEqual(await device.acceptItem(altered.itemId), { ok: false, error: { type: 'NotThere' } })
  assert.ok((await device.refuseItem(altered.itemId)).ok)
  await device.syncNow()

  assert.equal(await send(doctor, person.id, pdf()), 201)
  await device.syncNow()
  const { itemId, state } = await onlyItem(device)
  assert.equal(state, 'waiting')
  const folder = join(env.installation.folders.objects, 'vault', 'inbox', person.id)
  const [name = ''] = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  await writeFile(name, alter(new Uint8Array(await readFile(name))))
  assert.deepEqual(await device.acceptItem(itemId), { ok: false, error: { type: 'ItemAltered' } })
  assert.deepEqual([(await onlyItem(device)).state, await device.files()], ['unreadable', []])
})

test('what is gone from the inbox is told as gone, not as a service that refused', async () => {
  const owner = await makePatient()
  const { device, person } = owner
  await send(doctor, person.id, message('Please call.'))
  await device.syncNow()
  const { itemId } = await onlyItem(device)
  const params = { vaultId: VaultId.parse(person.id), itemId }
  await person.api.inboxAcknowledge({ params })
  assert.deepEqual(await device.acceptItem(itemId), { ok: false, error: { type: 'NotThere' } })
  await device.syncNow()
  assert.deepEqual(await device.refuseItem(itemId), { ok: false, error: { type: 'NotThere' } })
})

test('nothing that was sent can be read in a database, a store of objects or a log, waiting or accepted', async () => {
  const lines: string[] = []
  logTo({ write: (line) => void lines.push(line) })
  const owner = await makePatient()
  const { device, person } = owner
  const canaries = ['message-5523', 'subject-5524', 'document-5525', 'waiting-5526', 'name-5527'].map(
    (word) => ({
      name: word,
      text: `canary-of-a-${word}`,
    }),
  )
  await send(doctor, person.id, message('It is canary-of-a-message-5523', 'canary-of-a-subject-5524'))
  await send(doctor, person.id, pdf(utf8('%PDF-1.7 canary-of-a-document-5525')))
  await device.syncNow()
  for (const { itemId } of (await device.inbox()).items) assert.ok((await device.acceptItem(itemId)).ok)
  await send(doctor, person.id, { ...pdf(utf8('canary-of-a-waiting-5526')), name: 'canary-of-a-name-5527' })
  await device.syncNow()
  assert.equal((await device.letters()).length, 2)
  assert.equal((await onlyItem(device)).name, 'canary-of-a-name-5527')
  const found = [...(await findCanaries(canaries, keptInFolder(env.installation.folders.objects)))]
  for (const { database } of Object.values(env.installation.databases)) {
    found.push(...(await findCanaries(canaries, keptInDatabase(env.adminUrl, database))))
  }
  assert.deepEqual(found, [])
  assert.ok(!lines.some((line) => line.includes('canary-of-a')))
})

test('what the person refuses is gone, and nothing of it is kept', async () => {
  const owner = await makePatient()
  await send(doctor, owner.person.id, message('No thanks.'))
  await owner.device.syncNow()
  assert.ok((await owner.device.refuseItem((await onlyItem(owner.device)).itemId)).ok)
  await owner.device.syncNow()
  assert.equal(await atVault(owner), 0)
  assert.deepEqual(await owner.device.letters(), [])
})

test('what a connection sent is taken in without a question, once, also by two devices', async () => {
  const owner = await makeOwner(env)
  const { device, person } = owner
  const bytes = await appleFile(3).file.bytes()
  await sendFromCloud(env, person, { name: 'export.xml', body: bytes })
  await sendFromCloud(env, person, { name: 'again.xml', body: bytes })
  await device.syncNow()
  assert.deepEqual((await device.inbox()).items, [])
  assert.equal(await atVault(owner), 0)
  const [last, ...others] = await device.imports()
  assert.deepEqual(others, [], 'of one sender the last delivery stands in the list')
  assert.partialDeepStrictEqual(last, {
    ...{ step: 'done', fileName: 'again.xml', senderId: 'service:connect:withings' },
    counts: { added: 0 },
  })
})

test('what a connection sent and no importer knows stays, and can be tried again or deleted', async () => {
  const owner = await makeOwner(env)
  const { device } = owner
  await sendFromCloud(env, owner.person, { name: 'weight.json', body: utf8('nobody reads this') })
  await device.syncNow()
  const item = await onlyItem(device)
  assert.partialDeepStrictEqual(item, { state: 'unreadable', fault: 'not-imported', senderName: 'Withings' })
  await device.retryItem(item.itemId)
  assert.equal((await onlyItem(device)).state, 'unreadable')
  await device.refuseItem(item.itemId)
  await device.syncNow()
  assert.equal(await atVault(owner), 0)
})

test('what cannot be opened or is no message is shown with its reason, keeps nothing waiting and can be deleted', async () => {
  const owner = await makePatient()
  const { device, person } = owner
  await send(doctor, person.id, { ...message('x'), body: new Uint8Array([0xff]) })
  await send(doctor, person.id, { ...planItem(), body: utf8('{"resourceType":"TreatmentPlan"}') })
  await send(doctor, person.id, message('Still arrives.'))
  await device.syncNow()
  const { items } = await device.inbox()
  assert.deepEqual(items.map(({ fault, state }) => [state, fault]).toReversed(), [
    ['unreadable', 'body-refused'],
    ['unreadable', 'body-refused'],
    ['waiting', null],
  ])
  for (const { itemId, state } of items) if (state === 'unreadable') await device.refuseItem(itemId)
  await device.syncNow()
  assert.equal(await atVault(owner), 1)
})

test('altered bytes, other people, blocked senders and used codes do not get in', async () => {
  const owner = await makePatient()
  const stranger = await env.makeDoctor()
  const { device, person } = owner
  assert.equal(await send(stranger, person.id, message('x')), 404)
  const spoil = (sealed: Uint8Array<ArrayBuffer>) =>
    sealed.map((byte, index) => (index === 1_300 ? byte ^ 1 : byte))
  assert.equal(await send(doctor, person.id, message('x'), { spoil }), 404)
  const code = await device.makeInboxCode()
  assert.ok(code.ok)
  assert.equal(await send(stranger, person.id, message('With a code.'), { code: code.value.code }), 201)
  assert.equal(await send(stranger, person.id, message('Again.'), { code: code.value.code }), 404)
  assert.ok((await device.setSenderRule(granteeOf(doctor), 'blocked')).ok)
  assert.equal(await send(doctor, person.id, message('x')), 404)
  await device.setSenderRule(granteeOf(doctor), 'muted')
  assert.equal(await send(doctor, person.id, message('Quietly.')), 201)
  await device.syncNow()
  const view = await device.inbox()
  assert.deepEqual(
    view.items.map(({ text }) => text),
    ['Quietly.', 'With a code.'],
  )
  assert.equal(view.waiting, 1)
  const senders = await device.inboxSenders()
  assert.ok(senders.ok && senders.value.some(({ rule }) => rule === 'muted'))
})

test('two devices that accept the same message at once keep it once', async () => {
  const owner = await makePatient()
  const second = await secondDevice(env, owner)
  await owner.device.syncNow()
  await send(doctor, owner.person.id, message('Once.'))
  await send(doctor, owner.person.id, planItem())
  const devices = [owner.device, second.device]
  for (const device of devices) await device.syncNow()
  for (const device of devices) {
    for (const { itemId } of (await device.inbox()).items) await device.acceptItem(itemId)
  }
  for (const device of [...devices, ...devices]) await device.syncNow()
  for (const device of devices) {
    assert.equal((await device.letters()).length, 1)
    assert.equal((await device.treatmentPlans()).length, 1)
  }
  assert.equal(await atVault(owner), 0)
})

test('a device that is cut off at any request while an item is accepted loses nothing and doubles nothing', async () => {
  const owner = await makeOwner(env)
  let device = owner.device
  let sender = doctor
  let accepted = 0
  for (let allowed = 0, isWhole = false; !isWhole; allowed += isDrill ? 1 : 4) {
    assert.ok(allowed < 40, 'it never came to its end')
    // A sender has twenty items a day.
    if (accepted++ % 9 === 0) sender = await env.makeDoctor()
    for (const item of [message(`Once ${allowed}`), planItem({ sender, title: `Plan ${allowed}` })]) {
      const code = await device.makeInboxCode()
      assert.ok(code.ok)
      assert.equal(await send(sender, owner.person.id, item, { code: code.value.code }), 201)
    }
    await device.syncNow()
    const { items } = await device.inbox()
    await device.close()

    let left = allowed
    const api = cutApi(owner.person.api, () => left-- > 0)
    const cut = await makeDevice(env, { api }, { storage: owner.storage })
    assert.ok((await cut.device.unlockWithPasskey(owner.passkey)).ok)
    for (const { itemId } of items) await cut.device.acceptItem(itemId)
    await cut.device.syncNow()
    isWhole = left > 0
    await cut.device.close()

    device = (await makeDevice(env, owner.person, { storage: owner.storage })).device
    assert.ok((await device.unlockWithPasskey(owner.passkey)).ok)
    await device.syncNow()
    for (const { itemId } of (await device.inbox()).items) await device.acceptItem(itemId)
    await device.syncNow()
    assert.equal(await atVault(owner), 0, `after ${allowed} requests`)
    assert.equal((await device.letters()).length, accepted)
    assert.equal((await device.treatmentPlans()).length, accepted)
  }
})

/** Requests are refused like a network that went away, from one of them on. */
function cutApi(api: DeviceOptions['api'], isAllowed: () => boolean): DeviceOptions['api'] {
  return new Proxy(api, {
    get(target, name, receiver) {
      const call: unknown = Reflect.get(target, name, receiver)
      if (typeof call !== 'function') return call
      return (...given: unknown[]) =>
        isAllowed() ? call.apply(target, given) : Promise.reject(new TypeError('no network'))
    },
  })
}
