/** Puts a file together out of its parts: from this device where it has them, else from the vault, each part checked. */
import { CryptoError, deriveFilePartId, openObject, startHash } from '@nornos/crypto/vault-open'
import { hashBytes, parseObjectHeader } from '@nornos/crypto/verify'
import { type Bytes, err, ok, type Result, releaseBytes, toHex } from '@nornos/std'
import { ask, isRefusal, receive } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { readBytesOf } from '../storage/device-storage.ts'
import { AlarmError } from '../sync/alarm.ts'
import type { ShelvedFile } from './file-shelf.ts'

/** Gets the parts in order; awaited, so that memory holds one: the bytes are gone when it has answered. */
export type TakePart = (bytes: Bytes, done: number) => Promise<void>

/** Throws AlarmError when a part is missing or the bytes are others than were put in. */
export async function readFileParts(
  device: OpenDevice,
  file: ShelvedFile,
  take: TakePart,
  signal: AbortSignal,
): Promise<Result<undefined, DeviceProblem>> {
  const parts = fileParts(device, file, signal)
  let done = 0
  for (;;) {
    const step = await parts.next()
    if (step.done) return step.value
    done += step.value.length
    await take(step.value, done)
    releaseBytes(step.value)
  }
}

/** As above, for whoever asks for one part after the other. What it returns says whether the file is whole. */
export async function* fileParts(
  device: OpenDevice,
  { fileId, index }: ShelvedFile,
  signal: AbortSignal,
): AsyncGenerator<Bytes, Result<undefined, DeviceProblem>, undefined> {
  const hash = await startHash()
  for (const [place, { hash: name, len }] of index.parts.entries()) {
    const sealed = await fetchPart(device, name, signal)
    if (!sealed.ok) return sealed
    const objectId = await deriveFilePartId(device.session.vault, fileId, place + 1)
    const payload = await openPart(device, objectId, place + 1, sealed.value)
    releaseBytes(sealed.value)
    if (payload.length !== len) throw new AlarmError('altered_object', [name])
    hash.add(payload)
    signal.throwIfAborted()
    yield payload
  }
  if (toHex(hash.end()) !== index.sha256) throw new AlarmError('altered_object', [fileId])
  return ok(undefined)
}

/** The sealed bytes with this name: from this device where it has them. Throws AlarmError for others or none. */
export async function fetchPart(
  { api, session, storage }: OpenDevice,
  sha256: string,
  signal: AbortSignal,
): Promise<Result<Bytes, DeviceProblem>> {
  const local = await readBytesOf(storage, 'blocks', sha256)
  if (local !== null && toHex(await hashBytes(local)) === sha256) return ok(local)
  const params = { vaultId: session.file.vaultId, sha256 }
  const reply = await ask(api.blobRead({ params, signal }))
  if (!reply.ok) {
    if (isRefusal(reply.error, 'not-found')) throw new AlarmError('missing_blob', [sha256])
    return reply
  }
  const body = await receive(reply.value.body.arrayBuffer())
  if (!body.ok) return err(body.error)
  const bytes = new Uint8Array(body.value)
  if (toHex(await hashBytes(bytes)) !== sha256) throw new AlarmError('altered_object', [sha256])
  return ok(bytes)
}

/** The index names the bytes by their hash: their version need not be known. Throws AlarmError for another object. */
export async function openPart(
  { session }: OpenDevice,
  objectId: string,
  part: number,
  sealed: Bytes,
): Promise<Bytes> {
  try {
    const { version } = parseObjectHeader(sealed)
    const opened = await openObject(session.vault, sealed, { objectId, version })
    if (opened.kind === 'file-part' && opened.part === part) return opened.payload
  } catch (cause) {
    if (!(cause instanceof CryptoError)) throw cause
    throw new AlarmError('altered_object', [objectId], { cause })
  }
  throw new AlarmError('altered_object', [objectId])
}
