/**
 * Goal: a file is in the vault whole or not at all, comes back byte for byte on every device of the person, and an
 * upload that was interrupted goes on without sending again what is there.
 * Method: real vault service and object folder; the network fails, stops or lies at chosen parts.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { VaultId } from '@nornos/health-model'
import { TestPlatform } from '@nornos/platform/testing'
import { present, toHex } from '@nornos/std'
import {
  type Device,
  type DeviceApi,
  type DeviceProblem,
  systemTimers,
  type UploadState,
} from '../src/index.ts'
import { isDrill } from './drill.ts'
import { makeDevice, makeOwner, offlineApi, secondDevice, type VaultOwner } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

const mebibyte = 1024 * 1024

function brokenOff(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

/** A part of a file, and not one of the small things that a device sends as well. */
function isPart(body: unknown): body is Blob {
  return body instanceof Blob && body.size > mebibyte / 2
}

test('a small file that is added without network reaches the other device byte for byte', async () => {
  const owner = await makeOwner(env)
  await owner.device.close()
  const offline = await makeDevice(env, { api: await offlineApi() }, { storage: owner.storage })
  await offline.device.unlockWithPasskey(owner.passkey)
  const file = fileOf(9 * mebibyte + 5, 'letter.pdf', 'application/pdf')
  assert.equal((await offline.device.addFile(file)).ok, true)
  assert.partialDeepStrictEqual(await offline.device.files(), [{ name: 'letter.pdf', isWaiting: true }])
  await offline.device.close()

  const online = await reopened(owner)
  await online.syncNow()
  assert.partialDeepStrictEqual(await online.files(), [{ isWaiting: false }])
  const { device: second } = await secondDevice(env, owner)
  const [view] = await second.files()
  assert.partialDeepStrictEqual(view, { name: 'letter.pdf', size: file.size, type: 'application/pdf' })
  await assertSame(second, present(view, 'it is there').fileId, file)
  await Promise.all([online.close(), second.close()])
})

test('the same bytes are one file, whatever they are called', async () => {
  const { device } = await makeOwner(env)
  const bytes = bytesOf(1000)
  await device.addFile(new File([bytes], 'a.txt'))
  await device.addFile(new File([bytes], 'b.txt'))
  assert.equal((await device.files()).length, 1)
  await device.close()
})

test('an upload that ends after any of its parts goes on there, and at most three parts are sent twice', async () => {
  const owner = await makeOwner(env)
  await owner.device.close()
  const file = fileOf(5 * 8 * mebibyte + 77, 'genome.vcf')
  for (const ends of isDrill ? [1, 2, 3, 4, 5] : [1, 4]) {
    const salts = new Set<string>()
    let sent = 0
    const dying: DeviceApi = {
      ...owner.person.api,
      blobPut: async (input) => {
        if (!isPart(input.body)) return owner.person.api.blobPut(input)
        await noteSalt(salts, input.body)
        if (++sent > ends) return new Promise(() => undefined)
        return owner.person.api.blobPut(input)
      },
    }
    const first = await makeDevice(env, { api: dying }, { storage: owner.storage })
    await first.device.unlockWithPasskey(owner.passkey)
    await first.device.addFile(file)
    await until(first.device, ({ partsSent }) => partsSent >= ends)

    let resent = 0
    const again: DeviceApi = {
      ...owner.person.api,
      blobPut: async (input) => {
        if (isPart(input.body)) {
          await noteSalt(salts, input.body)
          resent++
        }
        return owner.person.api.blobPut(input)
      },
    }
    const second = await makeDevice(env, { api: again }, { storage: owner.storage })
    await second.device.unlockWithPasskey(owner.passkey)
    for (const { uploadId } of await second.device.uploads()) {
      const resumed = await second.device.resumeUpload(uploadId, file)
      assert.equal(resumed.ok, true)
    }
    await entered(second.device)
    await second.device.syncNow()
    assert.ok(resent <= 6 - ends, `${resent} parts were sent after ${ends}`)
    const [view] = await second.device.files()
    const { fileId } = present(view, 'the file is there')
    await assertSame(second.device, fileId, file)
    assert.deepEqual(await second.device.uploads(), [])
    await second.device.eraseFile(fileId)
    await second.device.syncNow()
    await second.device.close()
  }
})

test('another file of the same name does not continue an upload', async () => {
  const owner = await makeOwner(env)
  const file = fileOf(17 * mebibyte, 'scan.dcm')
  await owner.device.addFile(file)
  const { uploadId } = present((await owner.device.uploads())[0], 'an upload')
  await owner.device.pauseUpload(uploadId)
  const other = new File([bytesOf(17 * mebibyte, 9)], 'scan.dcm', { lastModified: file.lastModified })
  assert.partialDeepStrictEqual(await owner.device.resumeUpload(uploadId, other), {
    error: { type: 'OtherFile' },
  })
  await owner.device.cancelUpload(uploadId)
  assert.deepEqual(await owner.device.uploads(), [])
  assert.deepEqual(await owner.device.files(), [])
  await owner.device.close()
})

test('an upload that is given up gives its room in the vault back', async () => {
  const owner = await makeOwner(env)
  await owner.device.close()
  const { api, id } = owner.person
  const usedBytes = async () =>
    (await api.vaultRead({ params: { vaultId: VaultId.parse(id) } })).body?.quota.usedBytes
  const dropped = Promise.withResolvers<Awaited<ReturnType<typeof api.blobDrop>>>()
  let parts = 0
  const telling: DeviceApi = {
    ...api,
    // The first part gets through; what is broken off on its way is not counted in any case.
    blobPut: (input) =>
      isPart(input.body) && ++parts > 1 ? brokenOff(present(input.signal, 'a signal')) : api.blobPut(input),
    blobDrop: (input) => {
      dropped.resolve(api.blobDrop(input))
      return dropped.promise
    },
  }
  const { device } = await makeDevice(env, { api: telling }, { storage: owner.storage })
  await device.unlockWithPasskey(owner.passkey)
  const before = await usedBytes()
  await device.addFile(fileOf(17 * mebibyte, 'film.mp4'))
  const { uploadId } = await until(device, ({ sent }) => sent > 0)
  assert.ok(((await usedBytes()) ?? 0) > (before ?? 0))
  await device.cancelUpload(uploadId)
  await dropped.promise
  assert.equal(await usedBytes(), before)
  await device.close()
})

test('an upload that is given up after its file was entered drops nothing of it', async () => {
  const owner = await makeOwner(env)
  await owner.device.close()
  const { api } = owner.person
  let isAway = true
  const slow: DeviceApi = {
    ...api,
    commitCreate: (input) => (isAway ? Promise.reject(new TypeError('no network')) : api.commitCreate(input)),
  }
  const { device } = await makeDevice(env, { api: slow }, { storage: owner.storage })
  await device.unlockWithPasskey(owner.passkey)
  const file = fileOf(17 * mebibyte, 'film.mp4')
  await device.addFile(file)
  await entered(device)
  const { uploadId } = await until(device, ({ step }) => step === 'finishing')
  await device.cancelUpload(uploadId)
  isAway = false
  await device.syncNow()
  await assertSame(device, present((await device.files())[0], 'a file').fileId, file)
  await device.close()
})

test('an upload waits while there is no network, and goes on by itself', async () => {
  const owner = await makeOwner(env)
  await owner.device.close()
  let fails = 4
  const flaky: DeviceApi = {
    ...owner.person.api,
    blobPut: (input) =>
      fails-- > 0 ? Promise.reject(new TypeError('no network')) : owner.person.api.blobPut(input),
  }
  const { device } = await makeDevice(
    env,
    { api: flaky },
    { storage: owner.storage, timers: { after: (_, go) => systemTimers.after(1, go) } },
  )
  await device.unlockWithPasskey(owner.passkey)
  const file = fileOf(25 * mebibyte, 'film.mp4')
  const steps = new Set<string>()
  device.subscribe(() => void device.uploads().then((all) => all.forEach(({ step }) => void steps.add(step))))
  await device.addFile(file)
  await entered(device)
  await device.syncNow()
  assert.ok(steps.has('waiting'))
  await assertSame(device, present((await device.files())[0], 'a file').fileId, file)
  await device.close()
})

test('a vault that is full stops an upload, says so and keeps what was sent', async () => {
  const owner = await makeOwner(env)
  await owner.device.close()
  let isFull = true
  let sent = 0
  const filling: DeviceApi = {
    ...owner.person.api,
    blobPut: async (input) => {
      const reply = await owner.person.api.blobPut(input)
      if (!isFull || ++sent < 3) return reply
      return {
        status: 507,
        headers: new Headers(),
        problem: 'storage-full',
        title: 'Full',
        detail: 'Full',
        facts: {},
      }
    },
  }
  const { device } = await makeDevice(env, { api: filling }, { storage: owner.storage })
  await device.unlockWithPasskey(owner.passkey)
  const file = fileOf(33 * mebibyte, 'film.mp4')
  await device.addFile(file)
  const stopped = await until(device, ({ step }) => step === 'failed')
  assert.partialDeepStrictEqual(stopped.problem, { type: 'Refused', code: 'storage-full' })
  assert.ok(stopped.sent > 0)
  isFull = false
  await device.resumeUpload(stopped.uploadId)
  await entered(device)
  await device.syncNow()
  await assertSame(device, present((await device.files())[0], 'a file').fileId, file)
  await device.close()
})

for (const [name, spoil, reason] of [
  ['altered', 'alter', 'altered_object'],
  ['missing', 'drop', 'missing_blob'],
] as const) {
  test(`a part that is ${name} raises the alarm, and the good copy on this device stays`, async () => {
    const owner = await makeOwner(env)
    const file = fileOf(3 * mebibyte, 'x-ray.png', 'image/png')
    await owner.device.addFile(file)
    await owner.device.syncNow()
    const { api } = owner.person
    const lying: DeviceApi = {
      ...api,
      blobRead: async (input) => {
        const reply = await api.blobRead(input)
        if (reply.body === undefined) return reply
        const bytes = new Uint8Array(await reply.body.arrayBuffer())
        if (bytes.length < 3 * mebibyte) return { ...reply, body: new Response(bytes) }
        if (spoil === 'drop') {
          return {
            status: 404,
            headers: new Headers(),
            problem: 'not-found',
            title: '',
            detail: '',
            facts: {},
          }
        }
        bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1
        return { ...reply, body: new Response(bytes) }
      },
    }
    const { device: second } = await secondDevice(env, owner, { api: lying })
    const { fileId } = present((await second.files())[0], 'it is listed')
    const read = await second.readFile(fileId)
    assert.deepEqual(read, { ok: false, error: { type: 'Alarm', reason } satisfies DeviceProblem })
    assert.partialDeepStrictEqual(await second.syncState(), { state: 'alarm', reason })
    await assertSame(owner.device, fileId, file)
    await Promise.all([owner.device.close(), second.close()])
  })
}

test('a new version replaces a file, the old one can be read, and both devices agree', async () => {
  const owner = await makeOwner(env)
  const [old, young] = [fileOf(2000, 'plan.txt'), fileOf(2500, 'plan 2.txt')]
  await owner.device.addFile(old)
  const { fileId } = present((await owner.device.files())[0], 'a file')
  await owner.device.addFile(young, fileId)
  await owner.device.renameFile(fileId, 'ignored')
  await owner.device.syncNow()
  const { device: second } = await secondDevice(env, owner)
  const [view, ...others] = await second.files()
  assert.equal(others.length, 0)
  assert.equal(view?.name, 'plan 2.txt')
  const older = present(view?.olderVersions[0], 'the old version')
  await assertSame(second, older.fileId, old)
  await second.renameFile(present(view, 'a file').fileId, 'Plan for spring')
  await second.syncNow()
  await owner.device.syncNow()
  assert.equal((await owner.device.files())[0]?.name, 'Plan for spring')
  await Promise.all([owner.device.close(), second.close()])
})

test('a deleted file can be had back for 30 days, and is gone on every device afterwards', async () => {
  const owner = await makeOwner(env)
  const file = fileOf(2000, 'plan.txt')
  await owner.device.addFile(file)
  const { fileId } = present((await owner.device.files())[0], 'a file')
  await owner.device.deleteFile(fileId)
  assert.partialDeepStrictEqual(await owner.device.files(), [{ isDeleted: true }])
  await owner.device.restoreFile(fileId)
  assert.partialDeepStrictEqual(await owner.device.files(), [{ isDeleted: false }])
  await owner.device.deleteFile(fileId)
  await owner.device.syncNow()
  const { device: second } = await secondDevice(env, owner)
  assert.partialDeepStrictEqual(await second.files(), [{ isDeleted: true }])
  await owner.device.close()

  let later = env.installation.clock.now().getTime() + 29 * 86_400_000
  const clock = { now: () => new Date(later) }
  const { device } = await makeDevice(env, owner.person, { storage: owner.storage, clock })
  await device.unlockWithPasskey(owner.passkey)
  await device.syncNow()
  assert.equal((await device.files()).length, 1)
  later += 2 * 86_400_000
  await device.syncNow()
  assert.deepEqual(await device.files(), [])
  await second.syncNow()
  assert.deepEqual(await second.files(), [])
  await Promise.all([device.close(), second.close()])
})

test('what two devices added at the same time is one file, and is gone when it was deleted', async () => {
  const owner = await makeOwner(env)
  const { device: second, storage } = await secondDevice(env, owner)
  const bytes = bytesOf(2000)
  await owner.device.addFile(new File([bytes], 'plan.txt'))
  await second.addFile(new File([bytes], 'copy.txt'))
  for (const device of [owner.device, second, owner.device]) await device.syncNow()
  assert.equal((await owner.device.files()).length, 1)
  const { fileId } = present((await second.files())[0], 'a file')
  await second.deleteFile(fileId)
  for (const device of [second, owner.device]) {
    await device.syncNow()
    assert.partialDeepStrictEqual(await device.files(), [{ isDeleted: true }])
  }
  await second.close()

  const later = env.installation.clock.now().getTime() + 31 * 86_400_000
  const { device } = await makeDevice(env, owner.person, { storage, clock: { now: () => new Date(later) } })
  await device.unlockWithPasskey(owner.passkey)
  await device.syncNow()
  assert.deepEqual(await device.files(), [])
  await Promise.all([owner.device.close(), device.close()])
})

test('a large file that was deleted and is added once more is there, also after the first one is gone', async () => {
  const owner = await makeOwner(env)
  const file = fileOf(17 * mebibyte, 'genome.vcf')
  for (let round = 1; round <= 3; round++) {
    await owner.device.addFile(file)
    await entered(owner.device)
    await owner.device.syncNow()
    const shown = await owner.device.files()
    assert.deepEqual(
      shown.map(({ isDeleted }) => isDeleted),
      [false],
      `added for the ${round}. time`,
    )
    if (round < 3) await owner.device.deleteFile(present(shown[0], 'a file').fileId)
  }
  await owner.device.close()
  const later = env.installation.clock.now().getTime() + 31 * 86_400_000
  const { device } = await makeDevice(env, owner.person, {
    storage: owner.storage,
    clock: { now: () => new Date(later) },
  })
  await device.unlockWithPasskey(owner.passkey)
  await device.syncNow()
  const kept = present((await device.files())[0], 'the one that was added last')
  assert.equal(kept.isDeleted, false)
  await assertSame(device, kept.fileId, file)
  await device.close()
})

test('bytes of a replaced version that are added again stay when that version goes', async () => {
  const owner = await makeOwner(env)
  const { device } = owner
  const [first, second] = [fileOf(17 * mebibyte, 'a.vcf'), fileOf(18 * mebibyte, 'a.vcf')]
  await device.addFile(first)
  await uploaded(device)
  await device.addFile(second, present((await device.files())[0], 'a file').fileId)
  await uploaded(device)
  await device.addFile(first)
  await uploaded(device)
  await device.syncNow()
  await device.close()
  const later = env.installation.clock.now().getTime() + 31 * 86_400_000
  const reopened = await makeDevice(env, owner.person, {
    storage: owner.storage,
    clock: { now: () => new Date(later) },
  })
  await reopened.device.unlockWithPasskey(owner.passkey)
  await reopened.device.syncNow()
  const kept = await reopened.device.files()
  assert.deepEqual(kept.map(({ size }) => size).toSorted(), [first.size, second.size])
  await reopened.device.close()
})

test('an upload stops when the keys are renewed, and says what to do', async () => {
  const owner = await makeOwner(env)
  await owner.device.close()
  let renewing: Promise<unknown> | null = null
  const renewed: DeviceApi = {
    ...owner.person.api,
    blobPut: async (input) => {
      const reply = await owner.person.api.blobPut(input)
      if (!isPart(input.body)) return reply
      renewing ??= device.renewKeys()
      await renewing
      return reply
    },
  }
  const { device } = await makeDevice(env, { api: renewed }, { storage: owner.storage })
  await device.unlockWithPasskey(owner.passkey)
  await device.addFile(fileOf(40 * mebibyte, 'film.mp4'))
  const stopped = await until(device, ({ step }) => step === 'failed')
  assert.deepEqual(stopped.problem, { type: 'KeysRenewed' })
  await device.cancelUpload(stopped.uploadId)
  await device.syncNow()
  assert.equal((await device.syncState()).state, 'saved')
  await device.close()
})

function bytesOf(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let x = seed
  for (let at = 0; at < length; at += 997) {
    x = (x * 1103515245 + 12345) & 0x7fffffff
    bytes[at] = x >> 8
  }
  return bytes
}

function fileOf(length: number, name: string, type = ''): File {
  return new File([bytesOf(length, length)], name, { type, lastModified: 1_700_000_000_000 })
}

/** A blob's salt lies at its byte 40. */
async function noteSalt(salts: Set<string>, body: Blob): Promise<void> {
  const salt = toHex(new Uint8Array(await body.slice(40, 64).arrayBuffer()))
  assert.equal(salts.has(salt), false, 'a salt was used before')
  salts.add(salt)
}

async function assertSame(device: Device, fileId: string, file: File): Promise<void> {
  const read = await device.readFile(fileId)
  assert.equal(read.ok, true, JSON.stringify(read))
  if (!read.ok) return
  const [left, right] = await Promise.all([read.value.arrayBuffer(), file.arrayBuffer()])
  assert.equal(Buffer.compare(Buffer.from(left), Buffer.from(right)), 0)
}

/** Waits until the first upload is as wanted. */
function until(device: Device, isSo: (state: UploadState) => boolean): Promise<UploadState> {
  return found(device, async () => (await device.uploads()).slice(0, 1).find(isSo))
}

/** Waits until a file is entered, and sends it. */
async function uploaded(device: Device): Promise<void> {
  await found(device, async () => ((await device.syncReport())?.waiting.changes === 0 ? undefined : true))
  await device.syncNow()
}

/** Waits until a file is entered. */
async function entered(device: Device): Promise<void> {
  await found(device, async () => (await device.files()).find(({ isDeleted }) => !isDeleted))
}

/** What is looked for, at once or after a change. */
function found<Value>(device: Device, look: () => Promise<Value | undefined>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const lookAgain = async () => {
      const value = await look()
      if (value === undefined) return
      stop()
      resolve(value)
    }
    const stop = device.subscribe(() => lookAgain().catch(reject))
    lookAgain().catch(reject)
  })
}

async function reopened({ passkey, person, storage }: VaultOwner): Promise<Device> {
  const { device } = await makeDevice(env, person, { storage })
  await device.unlockWithPasskey(passkey)
  return device
}
