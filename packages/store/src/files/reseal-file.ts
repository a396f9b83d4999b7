/**
 * A file under older keys, part by part under the present ones: what is on this device stays on it, what is in the vault
 * alone is fetched, sealed anew and sent, one part in memory. Which parts the vault has in their new form is kept, so that
 * it goes on there after a lock or a crash; until the last one is there the file is the old one.
 */
import { deriveFilePartId } from '@nornos/crypto/vault-open'
import { err, ok, present, type Result } from '@nornos/std'
import * as z from 'zod/mini'
import { ask } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import { nextVersion } from '../objects/object-writer.ts'
import type { OpenDevice } from '../open-device.ts'
import { readBytesOf, type StorageChange } from '../storage/device-storage.ts'
import { readShelf, type ShelvedFile } from './file-shelf.ts'
import { fetchPart } from './read-file.ts'
import { enterRenewedParts, type RenewedPart, renewPart } from './renew-parts.ts'

const Sent = z.strictObject({
  hash: z.string(),
  size: z.int(),
  epoch: z.int(),
  /** Absent in what was written before it was noted: such a part is sealed again. */
  version: z.optional(z.int()),
})

const prefix = 'resealed-'

export interface FileReseal {
  readonly device: OpenDevice
  readonly file: ShelvedFile
  /** Runs while nobody else writes. */
  alone<Value>(work: () => Promise<Result<Value, DeviceProblem>>): Promise<Result<Value, DeviceProblem>>
  /** False: the person wants it to stop. Asked before each part. */
  readonly goesOn: () => boolean
  readonly onPart: () => void
}

/** How many of its parts are done already. */
export async function countResealed(device: OpenDevice, file: ShelvedFile): Promise<number> {
  return (await readSent(device, file)).size
}

/**
 * Each part by itself under the write lock: a large file takes hours, and others want to write meanwhile. `stopped`: before
 * it was whole; nothing of the file has changed then.
 */
export async function resealParts({
  alone,
  device,
  file,
  goesOn,
  onPart,
}: FileReseal): Promise<Result<ReadonlyMap<number, RenewedPart> | 'stopped', DeviceProblem>> {
  const { epoch } = device.session.vault
  const checked = await stillThere(device, file, await readSent(device, file))
  if (!checked.ok) return checked
  const renewed = new Map<number, RenewedPart>(checked.value)
  for (const place of file.index.parts.keys()) {
    if (renewed.has(place)) continue
    if (!goesOn() || device.signal.aborted) return ok('stopped')
    const part = await alone(async () =>
      device.session.vault.epoch === epoch ? resealPart(device, file, place) : ok(null),
    )
    if (!part.ok) return part
    // The keys were renewed once more meanwhile.
    if (part.value === null) return ok('stopped')
    renewed.set(place, part.value)
    onPart()
  }
  return ok(renewed)
}

async function resealPart(
  device: OpenDevice,
  file: ShelvedFile,
  place: number,
): Promise<Result<RenewedPart, DeviceProblem>> {
  const { hash } = present(file.index.parts[place], 'a part of this file')
  const isHere = (await readBytesOf(device.storage, 'blocks', hash)) !== null
  const old = await fetchPart(device, hash, device.signal)
  if (!old.ok) return old
  const { bytes, hash: name, version } = await renewPart(device, file.fileId, place, old.value)
  const part = { hash: name, size: bytes.length, version, epoch: device.session.vault.epoch }
  if (isHere) return ok({ ...part, bytes })
  const params = { vaultId: device.session.file.vaultId, sha256: name }
  const put = await ask(device.api.blobPut({ params, body: bytes, signal: device.signal }))
  if (!put.ok) return put
  await keepSent(device, file, place, part)
  return ok({ ...part, bytes: null })
}

/** To be called under the write lock. False: somebody has changed or removed the file since. */
export async function enterResealed(
  device: OpenDevice,
  file: ShelvedFile,
  renewed: ReadonlyMap<number, RenewedPart>,
): Promise<boolean> {
  const now = (await readShelf(device)).files.find((one) => one.fileId === file.fileId)
  const isSame = now?.blob === file.blob && (await stillFits(device, file, renewed))
  if (isSame) await enterRenewedParts(device, file, renewed)
  const keys = await device.storage.keys('index', keyOf(file, ''))
  await device.storage.write(
    keys.map((key): StorageChange => ({ table: 'index', key, value: null })),
    'strict',
  )
  return isSame
}

/** Another device may have sealed some of the parts anew, and not named them yet; or the keys were renewed once more. */
async function stillFits(
  device: OpenDevice,
  { fileId }: ShelvedFile,
  renewed: ReadonlyMap<number, RenewedPart>,
): Promise<boolean> {
  for (const [place, { epoch, version }] of renewed) {
    if (epoch !== device.session.vault.epoch) return false
    const objectId = await deriveFilePartId(device.session.vault, fileId, place + 1)
    if (nextVersion(device, objectId) !== version) return false
  }
  return true
}

/** The vault deletes what nobody commits for a week. */
async function stillThere(
  { api, session, signal }: OpenDevice,
  file: ShelvedFile,
  sent: ReadonlyMap<number, RenewedPart>,
): Promise<Result<ReadonlyMap<number, RenewedPart>, DeviceProblem>> {
  if (sent.size === 0) return ok(sent)
  const hashes = [...sent.values()].map(({ hash }) => hash)
  const params = { vaultId: session.file.vaultId }
  const asked = await ask(api.blobMissing({ params, body: { hashes }, signal }))
  if (!asked.ok) return err(asked.error)
  const missing = new Set(asked.value.body.missing)
  return ok(
    new Map([...sent].filter(([place, { hash }]) => place < file.index.parts.length && !missing.has(hash))),
  )
}

async function readSent(
  { boxes, session, storage }: OpenDevice,
  file: ShelvedFile,
): Promise<ReadonlyMap<number, RenewedPart>> {
  const sent = new Map<number, RenewedPart>()
  const start = keyOf(file, '')
  for (const key of await storage.keys('index', start)) {
    const kept = present(await boxes.openJson('index', key, Sent), 'a key that was listed')
    const { epoch, hash, size, version } = kept
    if (epoch !== session.vault.epoch || version === undefined) continue
    sent.set(Number(key.slice(start.length)), { hash, size, version, epoch, bytes: null })
  }
  return sent
}

async function keepSent(
  { boxes, storage }: OpenDevice,
  file: ShelvedFile,
  place: number,
  part: Omit<RenewedPart, 'bytes'>,
): Promise<void> {
  await storage.write([await boxes.sealJson('index', keyOf(file, place), part)], 'strict')
}

function keyOf({ fileId }: ShelvedFile, place: number | ''): string {
  return `${prefix}${fileId}-${place}`
}
