/**
 * A file under older keys, part by part under the present ones: what is on this device stays on it, what is in the vault
 * alone is fetched, sealed anew and sent, one part in memory. Which parts the vault has in their new form is kept, so that
 * it goes on there after a lock or a crash; until the last one is there the file is the old one.
 */
import { err, ok, present, type Result } from '@nornos/std'
import * as z from 'zod/mini'
import { ask } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { readBytesOf, type StorageChange } from '../storage/device-storage.ts'
import { readShelf, type ShelvedFile } from './file-shelf.ts'
import { fetchPart } from './read-file.ts'
import { enterRenewedParts, type RenewedPart, renewPart } from './renew-parts.ts'

const Sent = z.strictObject({ hash: z.string(), size: z.int(), epoch: z.int() })

const prefix = 'resealed-'

export interface FileReseal {
  readonly device: OpenDevice
  readonly file: ShelvedFile
  /** False: the person wants it to stop. Asked before each part. */
  readonly goesOn: () => boolean
  readonly onPart: () => void
}

/** How many of its parts are done already. */
export async function countResealed(device: OpenDevice, file: ShelvedFile): Promise<number> {
  return (await readSent(device, file)).size
}

/** `stopped`: before it was whole; nothing of the file has changed then. */
export async function resealParts({
  device,
  file,
  goesOn,
  onPart,
}: FileReseal): Promise<Result<ReadonlyMap<number, RenewedPart> | 'stopped', DeviceProblem>> {
  const checked = await stillThere(device, file, await readSent(device, file))
  if (!checked.ok) return checked
  const renewed = new Map<number, RenewedPart>(checked.value)
  for (const [place, { hash }] of file.index.parts.entries()) {
    if (renewed.has(place)) continue
    if (!goesOn() || device.signal.aborted) return ok('stopped')
    const isHere = (await readBytesOf(device.storage, 'blocks', hash)) !== null
    const old = await fetchPart(device, hash, device.signal)
    if (!old.ok) return old
    const { bytes, hash: name } = await renewPart(device, file.fileId, place, old.value)
    if (isHere) renewed.set(place, { hash: name, size: bytes.length, bytes })
    else {
      const params = { vaultId: device.session.file.vaultId, sha256: name }
      const put = await ask(device.api.blobPut({ params, body: bytes, signal: device.signal }))
      if (!put.ok) return put
      await keepSent(device, file, place, { hash: name, size: bytes.length })
      renewed.set(place, { hash: name, size: bytes.length, bytes: null })
    }
    onPart()
  }
  return ok(renewed)
}

/** To be called under the write lock. False: somebody has changed or removed the file since. */
export async function enterResealed(
  device: OpenDevice,
  file: ShelvedFile,
  renewed: ReadonlyMap<number, RenewedPart>,
): Promise<boolean> {
  const now = (await readShelf(device)).files.find((one) => one.fileId === file.fileId)
  const isSame = now?.blob === file.blob
  if (isSame) await enterRenewedParts(device, file, renewed)
  const keys = await device.storage.keys('index', keyOf(file, ''))
  await device.storage.write(
    keys.map((key): StorageChange => ({ table: 'index', key, value: null })),
    'strict',
  )
  return isSame
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
    const { epoch, hash, size } = present(await boxes.openJson('index', key, Sent), 'a key that was listed')
    if (epoch === session.vault.epoch) sent.set(Number(key.slice(start.length)), { hash, size, bytes: null })
  }
  return sent
}

async function keepSent(
  { boxes, session, storage }: OpenDevice,
  file: ShelvedFile,
  place: number,
  part: { readonly hash: string; readonly size: number },
): Promise<void> {
  const kept = { ...part, epoch: session.vault.epoch }
  await storage.write([await boxes.sealJson('index', keyOf(file, place), kept)], 'strict')
}

function keyOf({ fileId }: ShelvedFile, place: number | ''): string {
  return `${prefix}${fileId}-${place}`
}
