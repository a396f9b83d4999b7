/**
 * Enters a file whose parts are all in the vault: index and parts are queued in one transaction and go in commits that
 * end with the index, so that a file exists only when it is whole.
 */
import { deriveFilePartId } from '@nornos/crypto/vault-open'
import type { Change } from '@nornos/crypto/verify'
import { err, ok, type Result } from '@nornos/std'
import { ask } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OutboxEntry } from '../objects/outbox.ts'
import { beginStagedWrite } from '../objects/staged-write.ts'
import type { StateLeaf } from '../objects/state-leaves.ts'
import type { OpenDevice } from '../open-device.ts'
import { finishDraft } from '../sync/finish-draft.ts'
import { takeOverObjects } from '../sync/take-over-objects.ts'
import { partLength } from './file-index.ts'
import { readShelf } from './file-shelf.ts'
import { nameOf, writeIndex } from './keep-small-file.ts'
import { writeMarks } from './marks-note.ts'
import { partVersion } from './seal-part.ts'
import { forgetParts, type KeptPart, type Upload } from './upload-log.ts'

/** Whether all parts are still in the vault; those that it no longer has are taken out of `parts`. */
export async function confirmParts(
  device: OpenDevice,
  upload: Upload,
  parts: Map<number, KeptPart>,
): Promise<Result<boolean, DeviceProblem>> {
  const hashes = [...parts.values()].map(({ hash }) => hash)
  if (hashes.length === 0) return ok(true)
  const params = { vaultId: device.session.file.vaultId }
  const asked = await ask(device.api.blobMissing({ params, body: { hashes }, signal: device.signal }))
  if (!asked.ok) return asked
  const missing = new Set(asked.value.body.missing)
  const gone = [...parts].filter(([, { hash }]) => missing.has(hash)).map(([part]) => part)
  await forgetParts(device, upload.uploadId, gone)
  for (const part of gone) parts.delete(part)
  return ok(gone.length === 0)
}

/** To be called under the write lock. */
export async function enterFile(
  device: OpenDevice,
  upload: Upload,
  parts: ReadonlyMap<number, KeptPart>,
  sha256: string,
): Promise<void> {
  const { fileId, name, replaces, size, type } = upload
  const ordered = [...parts].sort(([left], [right]) => left - right)
  const draft = device.catalog.draft()
  const write = beginStagedWrite(device.storage)
  const now = device.clock.now().getTime()
  const queue: OutboxEntry[] = []
  for (const [part, { hash, size: blobSize }] of ordered) {
    const objectId = await deriveFilePartId(device.session.vault, fileId, part)
    const blob = { table: 'vault', name: hash, size: blobSize, epoch: upload.epoch } as const
    queue.push({ objectId, version: partVersion, blob, queuedAt: now })
  }
  const listed = ordered.map(([part, { hash }]) => ({ hash, len: partLength(size, part) }))
  const index = { v: 1, name: nameOf(name), type, size, added: now, sha256, parts: listed } as const
  queue.push(await writeIndex(device, { draft, write }, fileId, { ...index, parts: [...listed] }))
  if (replaces !== null) {
    queue.push(
      await writeMarks(device, { draft, write }, [{ file: fileId, field: 'replaces', value: replaces }]),
    )
  }
  await finishDraft(device, draft, { write, queue, durability: 'strict' })
  device.changed('data')
}

/**
 * Parts that waited too long to be committed are gone from the vault, and their sealed bytes are nowhere else: the
 * file is no longer entered, and its upload goes on with what is missing.
 */
export async function withdrawFiles(
  device: OpenDevice,
  missing: ReadonlySet<string>,
): Promise<Result<never, DeviceProblem>> {
  const draft = device.catalog.draft()
  const settle: OutboxEntry[] = []
  const inVault: StateLeaf[] = []
  for (const { fileId, index } of (await readShelf(device)).files) {
    if (!index.parts.some(({ hash }) => missing.has(hash))) continue
    draft.removeNote(fileId)
    const known = device.leaves.get(fileId)
    if (known !== null && known.size > 0) inVault.push(known)
    const ids = [fileId]
    for (let part = 1; part <= index.parts.length; part++) {
      ids.push(await deriveFilePartId(device.session.vault, fileId, part))
    }
    settle.push(...ids.flatMap((id) => device.outbox.get(id) ?? []))
  }
  await finishDraft(device, draft, { settle, durability: 'strict' })
  // One that was only being sealed anew is there as it was.
  const back = await takeOverObjects(device, inVault.map(changeOf), [])
  if (!back.ok) return back
  device.changed('files')
  return err({ type: 'Offline' })
}

function changeOf({ blobHash, objectId, size, version }: StateLeaf): Change {
  return { objectId, version, blobHash, byteLength: size }
}
