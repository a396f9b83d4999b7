/**
 * Goal: a person leaves without a trace, with the keys of the vault or without: first nobody reads any more, then the vault
 * goes; whatever answer was lost on the way, the next try finishes.
 * Method: real services and devices; calls that fail, or whose answer is lost.
 */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import { GranteeId, VaultId } from '@nornos/health-model'
import { TestPlatform } from '@nornos/platform/testing'
import { type Device, type DeviceApi, type DeviceStorage, tableNames } from '../src/index.ts'
import { makeFilledOwner } from './filled-owner.ts'
import { makeDevice, makeOwner, secondDevice, type VaultOwner } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

test('whoever leaves ends all sharing, gets a signed receipt, and nothing is kept here or there', async () => {
  const owner = await makeFilledOwner(env)
  const doctor = await shareWithDoctor(owner)
  assert.partialDeepStrictEqual(await owner.device.closure(), { ok: true, value: { readers: [doctor.name] } })
  const receipt = await owner.device.closeVault()
  assert.equal(receipt.ok, true)
  assert.partialDeepStrictEqual(receipt, { value: { vaultId: owner.person.id } })
  assert.deepEqual(await owner.device.vaultState(), { state: 'none', closedAt: null })
  await assertEmpty(owner.storage)
  const params = { vaultId: VaultId.parse(owner.person.id) }
  assert.equal((await owner.person.api.vaultRead({ params })).status, 404)
  assert.deepEqual((await doctor.api.shareList({})).body?.shares, [])
  assert.equal((await owner.person.api.accountClose({})).status, 204)
  assert.equal((await owner.person.api.meRead({})).status, 401)
})

test('the other devices of a person who has left forget everything, and say when', async () => {
  const owner = await makeFilledOwner(env)
  const { person } = owner
  const phone = await secondDevice(env, owner)
  const tablet = await secondDevice(env, owner)
  await tablet.device.lock()
  const receipt = await owner.device.closeVault()
  assert.equal(receipt.ok, true)
  const closedAt = receipt.ok ? (receipt.value?.closedAt ?? null) : null
  await phone.device.syncNow()
  await until(phone.device, async () => (await phone.device.vaultState()).state === 'none')
  assert.deepEqual(await phone.device.vaultState(), { state: 'none', closedAt })
  await assertForgotten(phone.storage)
  // A locked device finds out when it is opened, also when the account has gone meanwhile.
  assert.equal((await person.api.accountClose({})).status, 204)
  await tablet.device.unlockWithPasskey(owner.passkey)
  await until(tablet.device, async () => (await tablet.device.vaultState()).state === 'none')
  assert.deepEqual(await tablet.device.vaultState(), { state: 'none', closedAt })
  await assertForgotten(tablet.storage)
})

test('a service alone makes no device forget: without the right word everything stays', async () => {
  const owner = await makeFilledOwner(env)
  const params = { vaultId: VaultId.parse(owner.person.id) }
  const head = (await owner.person.api.vaultRead({ params })).body?.head ?? ''
  const word = 'A'.repeat(22)
  assert.equal((await owner.person.api.vaultClose({ params, body: { head, word } })).status, 200)
  await owner.device.syncNow()
  assert.equal((await owner.device.syncState()).state, 'failed')
  await owner.device.close()
  const closureId = createHash('sha256').update(word, 'base64url').digest('hex')
  const lying: DeviceApi = {
    ...owner.person.api,
    closureRead: () => owner.person.api.closureRead({ params: { closureId } }),
  }
  const { device } = await makeDevice(env, { api: lying }, { storage: owner.storage })
  await device.unlockWithPasskey(owner.passkey)
  await device.syncNow()
  assert.equal((await device.vaultState()).state, 'open')
  assert.equal((await device.syncState()).state, 'failed')
  assert.ok((await owner.storage.keys('blocks')).length > 0)
  await device.close()
})

test('a closing whose answer was lost is done all the same, and the next try gives its receipt', async () => {
  for (const way of ['opened', 'unopened'] as const) {
    const owner = await makeFilledOwner(env)
    const { api } = owner.person
    const receipts: unknown[] = []
    const lossy: DeviceApi = {
      ...api,
      async vaultClose(request) {
        receipts.push((await api.vaultClose(request)).body)
        throw new TypeError('no network')
      },
    }
    await owner.device.close()
    const { device, storage } = await makeDevice(env, { api: lossy }, { storage: owner.storage })
    if (way === 'opened') await device.unlockWithPasskey(owner.passkey)
    const close = () => (way === 'opened' ? device.closeVault() : device.closeUnopened(owner.person.id))
    assert.partialDeepStrictEqual(await close(), { ok: false, error: { type: 'Offline' } }, way)
    assert.deepEqual(await close(), { ok: true, value: receipts[0] }, way)
    assert.equal(receipts.length, 1)
    assert.deepEqual(await device.vaultState(), { state: 'none', closedAt: null })
    assert.deepEqual(await storage.keys('blocks'), [])
  }
})

test('a device that hears that its vault is gone before it gets the receipt still gets the receipt', async () => {
  const owner = await makeFilledOwner(env)
  const slow: DeviceApi = {
    ...owner.person.api,
    async vaultClose(input) {
      const { body, params } = input
      const reply = await owner.person.api.vaultClose({ params, body })
      await device.syncNow()
      await until(device, async () => (await device.vaultState()).state === 'none')
      input.signal?.throwIfAborted()
      return reply
    },
  }
  await owner.device.close()
  const { device } = await makeDevice(env, { api: slow }, { storage: owner.storage })
  await device.unlockWithPasskey(owner.passkey)
  const receipt = await device.closeVault()
  assert.partialDeepStrictEqual(receipt, { ok: true, value: { vaultId: owner.person.id } })
  assert.deepEqual(await device.vaultState(), { state: 'none', closedAt: null })
})

test('an account that never had a vault has nothing to destroy, and can be closed', async () => {
  const person = await env.makePerson({ name: 'Astrid Lunde', actor: 'patient' })
  const { device } = await makeDevice(env, person)
  assert.deepEqual(await device.unopenedClosure(person.id), { ok: true, value: { bytes: null, readers: [] } })
  assert.deepEqual(await device.closeUnopened(person.id), { ok: true, value: null })
  assert.equal((await person.api.accountClose({})).status, 204)
})

test('who lost words and kit ends all sharing and destroys the vault unopened', async () => {
  const owner = await makeFilledOwner(env)
  const doctor = await shareWithDoctor(owner)
  const phone = await secondDevice(env, owner)
  await owner.device.lock()
  const closure = await owner.device.unopenedClosure(owner.person.id)
  assert.deepEqual(closure.ok ? closure.value.readers : [], [doctor.name])
  assert.ok(closure.ok && (closure.value.bytes ?? 0) > 0)
  const receipt = await owner.device.closeUnopened(owner.person.id)
  assert.partialDeepStrictEqual(receipt, { ok: true, value: { vaultId: owner.person.id } })
  await assertEmpty(owner.storage)
  const params = { vaultId: VaultId.parse(owner.person.id) }
  assert.equal((await owner.person.api.vaultRead({ params })).status, 404)
  await assertNothingShared(owner, doctor)
  // Without a word of the vault no other device forgets.
  await phone.device.syncNow()
  assert.equal((await phone.device.vaultState()).state, 'open')
  await phone.device.close()
})

test('a device that holds the vault of one person destroys nothing of another', async () => {
  const [owner, other] = [await makeOwner(env), await makeOwner(env)]
  const { device } = await makeDevice(env, other.person, { storage: owner.storage })
  const refused = await device.closeUnopened(other.person.id)
  assert.partialDeepStrictEqual(refused, { ok: false, error: { type: 'VaultExists' } })
  const params = { vaultId: VaultId.parse(other.person.id) }
  assert.equal((await other.person.api.vaultRead({ params })).status, 200)
  assert.equal((await device.vaultState()).state, 'locked')
  await owner.device.close()
  await other.device.close()
})

test('no vault is destroyed unopened while the keys of what it shares may still be there', async () => {
  for (const step of ['consentClose', 'grantClose'] as const) {
    const owner = await makeFilledOwner(env)
    const doctor = await shareWithDoctor(owner)
    let isAway = true
    const failing: DeviceApi = {
      ...owner.person.api,
      [step]: (input: object) =>
        isAway ? Promise.reject(new TypeError('no network')) : owner.person.api[step](input),
    }
    await owner.device.close()
    const { device } = await makeDevice(env, { api: failing }, { storage: owner.storage })
    assert.deepEqual(await device.closeUnopened(owner.person.id), { ok: false, error: { type: 'Offline' } })
    const params = { vaultId: VaultId.parse(owner.person.id) }
    assert.equal((await owner.person.api.vaultRead({ params })).status, 200)
    isAway = false
    assert.partialDeepStrictEqual(await device.closeUnopened(owner.person.id), {
      ok: true,
      value: { vaultId: owner.person.id },
    })
    await assertNothingShared(owner, doctor)
  }
})

async function assertNothingShared(
  { person }: VaultOwner,
  doctor: Awaited<ReturnType<TestPlatform['makeDoctor']>>,
): Promise<void> {
  assert.deepEqual((await doctor.api.shareList({})).body?.shares, [])
  assert.equal((await person.api.consentList({})).body?.consents[0]?.state, 'ended')
  assert.deepEqual((await person.api.publishPlanRead({})).body?.fields, [])
}

async function shareWithDoctor(owner: VaultOwner) {
  const doctor = await env.makeDoctor()
  const shared = await owner.device.share({
    granteeId: GranteeId.parse(doctor.granteeId),
    granteeName: doctor.name,
    fields: ['heart_rate'],
    excludedFields: [],
    purpose: 'routine_checkup',
    days: 30,
    withAgents: false,
  })
  assert.equal(shared.ok, true)
  await owner.device.syncNow()
  return doctor
}

async function assertEmpty(storage: DeviceStorage): Promise<void> {
  for (const table of tableNames) assert.deepEqual(await storage.keys(table), [], table)
}

/** The moment at which the vault was closed is all that is left. */
async function assertForgotten(storage: DeviceStorage): Promise<void> {
  for (const table of tableNames) {
    assert.deepEqual(await storage.keys(table), table === 'meta' ? ['closed'] : [], table)
  }
}

function until(device: Device, isSo: () => Promise<boolean>): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = async () => {
      if (!(await isSo())) return
      stop()
      resolve()
    }
    const stop = device.subscribe(() => void look().catch(reject))
    look().catch(reject)
  })
}
