/**
 * Goal: a person takes everything home, sealed or readable, and brings it back; what is wrong with a backup is found before
 * anything is built on it.
 * Method: real services and devices; backups are altered byte by byte; archives are read by another program's code.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readTar, tarEnd, tarHeader, tarPadding } from '@nornos/crypto/backup'
import { TestPlatform } from '@nornos/platform/testing'
import { type Bytes, concat, fromUtf8, present } from '@nornos/std'
import { Decrypter } from 'age-encryption'
import { unzipSync } from 'fflate'
import type { Device, DeviceApi } from '../src/index.ts'
import { makeFilledOwner } from './filled-owner.ts'
import { appleRecords, heartRate } from './health-files.ts'
import { passed, taken } from './outgoing-files.ts'
import { importWhole, makeDevice, makeOwner, recoveryOf, type VaultOwner, zone } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

test('a backup brings a destroyed vault back, with the kit, to the same readable export', async () => {
  const owner = await makeFilledOwner(env)
  const before = await exportOf(owner.device)
  const backup = await taken(owner.device, await owner.device.startBackup())
  const notes = await owner.device.leavingNotes()
  assert.partialDeepStrictEqual(notes, { backup: { bytes: sumOf(await entriesOf(backup)) } })
  await wipe(owner)
  const restored = await makeDevice(env, owner.person)
  const { words } = await restored.device.makeWords()
  const opened = await restored.device.restoreBackup({
    ...request(owner, backup),
    recovery: { by: 'kit', typed: owner.kitWords.join(' '), words },
  })
  const n = notes.backup?.n
  assert.partialDeepStrictEqual(opened, { ok: true, value: { vault: { state: 'open' }, check: { n } } })
  await restored.device.syncNow()
  assert.equal((await restored.device.syncState()).state, 'saved')
  assert.notEqual((await restored.device.leavingNotes()).check, null)
  const back = await exportOf(restored.device)
  for (const name of Object.keys(before)) {
    // The trail has grown, and the archive says when it was made.
    if (name !== 'README.txt' && !name.startsWith('sharing/'))
      assert.deepEqual(back[name], before[name], name)
  }
  await restored.device.close()
})

test('a vault that is back, while the device that brought it could not join, is said to be back', async () => {
  const owner = await makeFilledOwner(env)
  const backup = await taken(owner.device, await owner.device.startBackup())
  await wipe(owner)
  let isAway = true
  const failing: DeviceApi = {
    ...owner.person.api,
    slotPut: (input) =>
      isAway ? Promise.reject(new TypeError('no network')) : owner.person.api.slotPut(input),
  }
  const { device } = await makeDevice(env, { api: failing })
  const asked = { ...request(owner, backup), recovery: byWords(owner) }
  assert.deepEqual(await device.restoreBackup(asked), { ok: false, error: { type: 'RestoredNotOpened' } })
  assert.deepEqual(await device.restoreBackup(asked), { ok: false, error: { type: 'VaultExists' } })
  isAway = false
  assert.equal((await device.recoverVault(recoveryOf(owner))).ok, true)
  await device.syncNow()
  assert.equal((await device.syncState()).state, 'saved')
  await device.close()
})

test('a backup that was altered in any way is refused, without any key and before anything is sent', async () => {
  const owner = await makeFilledOwner(env)
  const backup = await taken(owner.device, await owner.device.startBackup())
  const entries = await entriesOf(backup)
  const changed: Readonly<Record<string, Bytes>> = {
    blob: pack(flip(entries, 'blobs/')),
    'missing blob': pack(entries.filter((_, at) => at !== entries.length - 1)),
    leaf: pack(flip(entries, 'state/', ({ bytes }) => bytes.length > 0)),
    head: pack(flip(entries, 'head')),
    roster: pack(flip(entries, 'rosters/')),
    opener: pack(flip(entries, 'slots/')),
    commit: pack(flip(entries, 'commits/')),
    'cut short': backup.slice(0, backup.length - 700),
  }
  const { device } = await makeDevice(env, owner.person)
  for (const [what, bytes] of Object.entries(changed)) {
    const found = await device.checkBackup(new Blob([bytes]), byWords(owner))
    assert.partialDeepStrictEqual(found, { ok: false, error: { type: 'BackupFaulty' } }, what)
  }
  assert.partialDeepStrictEqual(await device.checkBackup(new Blob([backup]), byWords(owner)), { ok: true })
  await owner.device.close()
})

test('a backup opens with nobody else’s words, and is not restored over a vault or into another account', async () => {
  const owner = await makeFilledOwner(env)
  const other = await makeOwner(env)
  const backup = await taken(owner.device, await owner.device.startBackup())
  const { device } = await makeDevice(env, owner.person)
  const wrong = await device.checkBackup(new Blob([backup]), byWords(other))
  assert.deepEqual(wrong, { ok: false, error: { type: 'WordsOfAnotherVault' } })
  const over = await device.restoreBackup({ ...request(owner, backup), recovery: byWords(owner) })
  assert.deepEqual(over, { ok: false, error: { type: 'VaultExists' } })
  const elsewhere = { ...request(owner, backup), vaultId: other.person.id, recovery: byWords(owner) }
  assert.deepEqual(await device.restoreBackup(elsewhere), { ok: false, error: { type: 'BackupOfAnother' } })
  await owner.device.close()
  await other.device.close()
})

test('a backup that the service altered on its way is said to be bad at its end', async () => {
  const owner = await makeFilledOwner(env)
  await owner.device.close()
  const { device } = await makeDevice(
    env,
    {
      api: {
        ...owner.person.api,
        backupRead: async (input) => {
          const reply = await owner.person.api.backupRead(input)
          if (reply.body === undefined) return reply
          const bytes = new Uint8Array(await reply.body.arrayBuffer())
          const entries = await entriesOf(bytes)
          return { ...reply, body: new Response(pack(flip(entries, 'blobs/'))) }
        },
      },
    },
    { storage: owner.storage },
  )
  await device.unlockWithPasskey(owner.passkey)
  await assert.rejects(async () => taken(device, await device.startBackup()), /BackupFaulty/)
  assert.equal((await device.leavingNotes()).backup, null)
  await device.close()
})

test('what is called off ends', async () => {
  const owner = await makeFilledOwner(env)
  const started = await owner.device.startBackup()
  assert.equal(started.ok, true)
  if (!started.ok) return
  await owner.device.cancelFile(started.value.id)
  assert.deepEqual(await owner.device.nextPiece(started.value.id), {
    ok: false,
    error: { type: 'CalledOff' },
  })
  await owner.device.close()
})

test('the readable export holds every reading with time, offset, unit and source', async () => {
  const owner = await makeOwner(env)
  await importWhole(owner.device, appleRecords(heartRate('2021-07-05 12:00:00', 64)))
  const files = await exportOf(owner.device)
  const csv = present(files['csv/heart_rate.csv'], 'heart rate as a table')
  assert.match(csv, /^time,zone_offset,zone,duration_seconds,value,unit,source\r\n/)
  assert.match(csv, /2021-07-05T14:00:00\.000\+02:00,\+02:00,Europe\/Oslo,0,64,/)
  assert.match(files['samples/heart_rate.ndjson'] ?? '', /"start":"2021-07-05T12:00:00\.000Z".*"value":64/)
  const daily = JSON.parse(files['fhir/daily-heart_rate.json'] ?? '')
  assert.equal(daily.entry[1].resource.effectiveDateTime, '2021-07-05')
  assert.equal(daily.entry[1].resource.valueQuantity.value, 64)
  assert.match(files['README.txt'] ?? '', /Health record of account/)
  assert.equal(files['sharing/consents.json'], '[]')
  await owner.device.close()
})

test('the readable export holds the files of the vault byte for byte, each under a name of its own', async () => {
  const owner = await makeOwner(env)
  const { device } = owner
  const large = crypto.getRandomValues(new Uint8Array(60_000))
  const files = [
    new File([large], '../scan.dcm'),
    new File(['first letter'], 'letter.txt', { type: 'text/plain' }),
    new File(['another letter'], 'Letter.txt', { type: 'text/plain' }),
  ]
  for (const file of files) assert.equal((await device.addFile(file)).ok, true)
  const thrown = await device.addFile(new File(['not wanted'], 'draft.txt'))
  await device.deleteFile((thrown.ok && thrown.value.fileId) || '')
  await device.syncNow()
  const zip = unzipSync(await taken(device, await device.startExport(null)))
  assert.deepEqual(new Uint8Array(present(zip['files/-scan.dcm'], 'the scan')), large)
  const letters = ['files/letter.txt', 'files/Letter.txt', 'files/letter (2).txt', 'files/Letter (2).txt']
  const kept = letters.flatMap((name) => (zip[name] ? [String(fromUtf8(new Uint8Array(zip[name])))] : []))
  assert.deepEqual(kept.toSorted(), ['another letter', 'first letter'])
  assert.equal(fromUtf8(new Uint8Array(present(zip['files/deleted/draft.txt'], 'deleted'))), 'not wanted')
  const list = JSON.parse(fromUtf8(new Uint8Array(present(zip['files.json'], 'the list'))) ?? '')
  assert.equal(list.length, 4)
  assert.ok(Object.keys(zip).every((name) => !name.includes('..')))
  await device.close()
})

test('an export of which a part cannot be had says which, and holds everything else', async () => {
  const owner = await makeOwner(env)
  assert.equal((await owner.device.addFile(new File(['a letter'], 'letter.txt'))).ok, true)
  await owner.device.syncNow()
  await owner.device.close()
  const second = await makeDevice(env, {
    api: { ...owner.person.api, consentList: () => Promise.reject(new TypeError('no network')) },
  })
  const joined = await second.device.recoverVault({
    ...{ vaultId: owner.person.id, deviceName: 'Phone', zone },
    ...byWords(owner),
  })
  assert.equal(joined.ok, true)
  const started = await second.device.startExport(null)
  const { bytes, missing } = await passed(second.device, started)
  assert.deepEqual(missing, ['sharing/consents.json', 'sharing/trail.ndjson'])
  const zip = unzipSync(bytes)
  assert.match(
    fromUtf8(new Uint8Array(present(zip['README.txt'], 'words'))) ?? '',
    /NOT COMPLETE.*\n {2}sharing/,
  )
  assert.equal(fromUtf8(new Uint8Array(present(zip['files/letter.txt'], 'the letter'))), 'a letter')
  await second.device.close()
})

test('an export inside age opens with its passphrase and with nothing else', async () => {
  const owner = await makeFilledOwner(env)
  const lock = { type: 'passphrase', passphrase: 'seven quiet herons' } as const
  const sealed = await taken(owner.device, await owner.device.startExport(lock))
  const right = new Decrypter()
  right.addPassphrase('seven quiet herons')
  const zip = await right.decrypt(sealed)
  assert.ok(unzipSync(zip)['README.txt'])
  const wrong = new Decrypter()
  wrong.addPassphrase('seven loud herons')
  await assert.rejects(wrong.decrypt(sealed))
  const none = await owner.device.startExport({ type: 'recipient', recipient: 'age1nobody' })
  assert.partialDeepStrictEqual(none, { ok: false, error: { type: 'RecipientUnknown' } })
  await owner.device.close()
})

function byWords(owner: VaultOwner) {
  return { by: 'passkey', passkey: owner.passkey } as const
}

function request(owner: VaultOwner, backup: Bytes) {
  return { vaultId: owner.person.id, deviceName: 'New', zone, file: new Blob([backup]) }
}

async function wipe(owner: VaultOwner): Promise<void> {
  const closed = await owner.device.closeVault()
  assert.equal(closed.ok, true)
}

async function exportOf(device: Device): Promise<Readonly<Record<string, string>>> {
  const files = unzipSync(await taken(device, await device.startExport(null)))
  return Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, fromUtf8(new Uint8Array(bytes)) ?? '']),
  )
}

/** Takes piece after piece, as a page does; throws what is wrong at the end. */
interface Entry {
  readonly name: string
  readonly bytes: Bytes
}

function entriesOf(backup: Bytes): Promise<Entry[]> {
  return Array.fromAsync(readTar(new Blob([backup]).stream()))
}

function sumOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes.length, 0)
}

function pack(entries: readonly Entry[]): Bytes {
  const parts = entries.map(({ bytes, name }) =>
    concat(tarHeader(name, bytes.length), bytes, tarPadding(bytes.length)),
  )
  return concat(...parts, tarEnd())
}

/** Another byte in the middle of the first entry of this kind. */
function flip(
  entries: readonly Entry[],
  kind: string,
  fits: (entry: Entry) => boolean = () => true,
): readonly Entry[] {
  const at = entries.findIndex((entry) => entry.name.startsWith(kind) && fits(entry))
  return entries.map((entry, index) => {
    if (index !== at) return entry
    const bytes = entry.bytes.slice()
    const middle = Math.floor(bytes.length / 2)
    bytes[middle] = (bytes[middle] ?? 0) ^ 1
    return { ...entry, bytes }
  })
}
