/**
 * Goal: an open device lets a new one in with a code that works once, for some minutes, for one vault, and that tells the
 * new device how far the vault has come; a vault that shows less is not believed.
 * Method: real services, devices on tables in memory, a clock that is moved, a vault service that lies.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { TestPlatform } from '@nornos/platform/testing'
import { present } from '@nornos/std'
import type { Device, DeviceApi, DeviceOptions, ShownCode } from '../src/index.ts'
import { appleRecords, heartRate } from './health-files.ts'
import { importWhole, makeDevice, makeOwner, type TestDevice, type VaultOwner, zone } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

async function showCode({ device }: Pick<VaultOwner, 'device'>): Promise<ShownCode> {
  const shown = await device.showDeviceCode()
  assert.ok(shown.ok)
  return shown.value
}

/** Tries to come in with a code; the words that open the new device are its own. */
async function comeIn(owner: VaultOwner, typed: string, options: Partial<DeviceOptions> = {}) {
  const made = await makeDevice(env, owner.person, options)
  const { words } = await made.device.makeWords()
  const request = { vaultId: owner.person.id, deviceName: 'Phone', zone, by: 'device', typed, words } as const
  return { ...made, words, opened: await made.device.recoverVault(request) }
}

async function slotCount({ person }: VaultOwner): Promise<number> {
  const head = await person.api.vaultRead({ params: { vaultId: person.id } })
  return present(head.body, 'a vault').slots.length
}

function problemOf({ opened }: { readonly opened: Awaited<ReturnType<Device['recoverVault']>> }) {
  return opened.ok ? null : opened.error
}

test('a scanned code lets one device in, once, with words of its own; its opener is gone afterwards', async () => {
  const owner = await makeOwner(env)
  await importWhole(owner.device, appleRecords(heartRate('2021-01-05 12:00:00', 61)))
  await owner.device.syncNow()
  const code = await showCode(owner)
  const openers = (await owner.device.keys()).openers.map(({ kind }) => kind)
  assert.deepEqual(openers.sort(), ['kit', 'passkey'])
  const phone = await comeIn(owner, code.text)
  assert.equal(problemOf(phone), null)
  assert.equal((await phone.device.overview()).find(({ metric }) => metric === 'heart_rate')?.samples, 1)
  assert.equal(await slotCount(owner), 4)
  await phone.device.lock()
  assert.partialDeepStrictEqual(await phone.device.unlock(code.words.join(' ')), { ok: false })
  assert.equal((await phone.device.unlock(phone.words.join(' '))).ok, true)
  assert.deepEqual(problemOf(await comeIn(owner, code.text)), { type: 'CodeOver' })
  assert.deepEqual(await owner.device.endDeviceCode(code.slotId), { ok: true, value: undefined })
  assert.equal((await owner.device.keys()).devices.length, 2)
})

test('typed words of a code let a device in too; a misspelt one is named', async () => {
  const owner = await makeOwner(env)
  const { words } = await showCode(owner)
  assert.partialDeepStrictEqual(problemOf(await comeIn(owner, words.with(1, 'zzz').join(' '))), {
    type: 'WordUnknown',
    position: 2,
  })
  assert.equal(problemOf(await comeIn(owner, words.join(' '))), null)
})

test('a code that was put away opens nothing, though its time has not passed', async () => {
  const owner = await makeOwner(env)
  const { slotId, text } = await showCode(owner)
  assert.equal((await owner.device.endDeviceCode(slotId)).ok, true)
  assert.deepEqual(problemOf(await comeIn(owner, text)), { type: 'CodeOver' })
})

test('after ten minutes a scanned code is refused, and any device takes its opener out', async () => {
  let late = 0
  const clock = { now: () => new Date(env.installation.clock.now().getTime() + late) }
  const owner = await makeOwner(env, { clock })
  const { text, words } = await showCode(owner)
  await owner.device.syncNow()
  late = 10 * 60_000 + 1_000
  assert.deepEqual(problemOf(await comeIn(owner, text, { clock })), { type: 'CodeOver' })
  assert.equal(await slotCount(owner), 4)
  await owner.device.syncNow()
  assert.equal(await slotCount(owner), 3)
  assert.deepEqual(problemOf(await comeIn(owner, words.join(' '), { clock })), { type: 'CodeOver' })
})

test('the code of another vault is refused before anything is asked', async () => {
  const owner = await makeOwner(env)
  const other = await makeOwner(env)
  const { text, words } = await showCode(other)
  assert.deepEqual(problemOf(await comeIn(owner, text)), { type: 'CodeOfAnotherVault' })
  assert.deepEqual(problemOf(await comeIn(owner, words.join(' '))), { type: 'CodeOver' })
  const [, , ...rest] = text.split(' ')
  const altered = ['nornos-device/1', owner.person.id, ...rest].join(' ')
  assert.deepEqual(problemOf(await comeIn(owner, altered)), { type: 'CodeOver' })
})

test('a vault that shows the new device less than the code says raises an alarm', async () => {
  const owner = await makeOwner(env)
  const { person } = owner
  const params = { vaultId: person.id }
  const older = present((await person.api.vaultRead({ params })).body, 'a vault')
  await importWhole(owner.device, appleRecords(heartRate('2021-01-05 12:00:00', 61)))
  await owner.device.syncNow()
  const { text } = await showCode(owner)
  const lying: DeviceApi = {
    ...person.api,
    // The list of devices is the present one, which a signature protects; the chain is an older one.
    vaultRead: async (input) => {
      const reply = await person.api.vaultRead(input)
      if (reply.problem !== undefined) return reply
      return { ...reply, body: { ...reply.body, n: older.n, head: older.head } }
    },
    vaultHeadList: async (input) => {
      const reply = await person.api.vaultHeadList(input)
      return reply.problem === undefined ? { ...reply, body: { heads: [] } } : reply
    },
  }
  const phone: TestDevice = await comeIn(owner, text, { api: lying })
  assert.partialDeepStrictEqual(await phone.device.syncState(), {
    state: 'alarm',
    reason: 'rollback',
    by: 'device',
  })
})
