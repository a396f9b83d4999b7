/**
 * Whether a backup can be restored, before anything is: once through without any key, once more with the words or the
 * kit, opening every object that is not a part of a file, and parts chosen by chance.
 */
import { type Backup, readBackup, readTar } from '@nornos/crypto/backup'
import {
  CryptoError,
  type ExpectedObject,
  keyringObjectId,
  type Opener,
  openObject,
  openRoster,
  openSlot,
  openVault,
  type Vault,
} from '@nornos/crypto/vault-open'
import { parseObjectHeader } from '@nornos/crypto/verify'
import { type Instant, millisecondsToInstant } from '@nornos/health-model'
import { type Bytes, err, ok, type Result, toHex } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import { isWrongOpener } from '../vault/typed-words.ts'
import { closingWordOf } from './closing-word.ts'
import type { LeavingProblem } from './leaving-problem.ts'

export interface BackupCheck {
  readonly vaultId: string
  readonly madeAt: Instant
  /** Number of its last commit. */
  readonly n: number
  readonly objects: number
  readonly bytes: number
  /** Objects that were opened, and parts of files among them. */
  readonly opened: number
  readonly openedParts: number
}

/** `closure`: under which a service keeps that this vault was closed. */
export interface CheckedBackup {
  readonly check: BackupCheck
  readonly closure: string
}

export interface CheckRequest {
  readonly file: Blob
  readonly opener: Opener
  /** 0 ≤ x < 1 */
  readonly chance: () => number
  readonly onProgress: (share: number) => void
  readonly signal: AbortSignal
}

/** About so many parts of files are opened: each is 8 MiB. */
const partsOpened = 25

export async function checkBackup(
  request: CheckRequest,
): Promise<Result<CheckedBackup, DeviceProblem | LeavingProblem>> {
  const { file, signal } = request
  let keyring: Bytes | null = null
  let parts = 0
  const source = counted(file, signal, (read) => request.onProgress((read / file.size) * 0.6))
  const report = await readBackup(source, async (_, bytes) => {
    const { objectId, part } = parseObjectHeader(bytes)
    if (part > 0) parts++
    if (objectId === keyringObjectId) keyring = bytes
  })
  if (signal.aborted) return err({ type: 'CalledOff' })
  const { backup, bytes, faults } = report
  if (backup === null) return err({ type: 'BackupFaulty', faults })
  const vault = await openBackup(backup, keyring, request.opener)
  if (!vault.ok) return vault
  const opened = await openObjects(request, vault.value, backup, parts > 0 ? partsOpened / parts : 0)
  if (!opened.ok) return opened
  const { head, leaves } = backup
  const check = {
    vaultId: head.vaultId,
    madeAt: millisecondsToInstant(head.madeAt),
    n: head.number,
    objects: leaves.length,
    bytes,
    ...opened.value,
  }
  return ok({ check, closure: (await closingWordOf(vault.value)).id })
}

async function openBackup(
  backup: Backup,
  keyring: Bytes | null,
  opener: Opener,
): Promise<Result<Vault, DeviceProblem | LeavingProblem>> {
  if (keyring === null) return err({ type: 'BackupFaulty', faults: [{ code: 'missing', place: 'keyring' }] })
  for (const { bytes, kind } of backup.slots) {
    if (kind !== opener.kind) continue
    try {
      const vault = await openVault(await openSlot(bytes, opener), keyring)
      for (const roster of backup.rosters.slice(-1)) await openRoster(vault, roster.bytes)
      return ok(vault)
    } catch (cause) {
      if (!isWrongOpener(cause)) throw cause
    }
  }
  return err({ type: 'WordsOfAnotherVault' })
}

type Opened = Pick<BackupCheck, 'opened' | 'openedParts'>

async function openObjects(
  { chance, file, onProgress, signal }: CheckRequest,
  vault: Vault,
  { leaves }: Backup,
  partShare: number,
): Promise<Result<Opened, LeavingProblem>> {
  const byBlob = new Map(leaves.map((leaf) => [toHex(leaf.blobHash), leaf]))
  const count = { opened: 0, openedParts: 0 }
  const source = counted(file, signal, (read) => onProgress(0.6 + (read / file.size) * 0.4))
  for await (const { bytes, name } of readTar(source)) {
    if (signal.aborted) return err({ type: 'CalledOff' })
    const leaf = byBlob.get(name.slice('blobs/'.length))
    if (leaf === undefined || !name.startsWith('blobs/')) continue
    const isPart = parseObjectHeader(bytes).part > 0
    if (isPart && chance() >= partShare) continue
    if (!(await opens(vault, bytes, leaf)))
      return err({ type: 'BackupFaulty', faults: [{ code: 'hash-differs', place: name }] })
    count.opened++
    if (isPart) count.openedParts++
  }
  return ok(count)
}

async function opens(vault: Vault, bytes: Bytes, leaf: ExpectedObject): Promise<boolean> {
  try {
    await openObject(vault, bytes, leaf)
    return true
  } catch (cause) {
    if (cause instanceof CryptoError) return false
    throw cause
  }
}

/** The file from its start; ends early, as if it was cut short, once it is called off. */
function counted(
  file: Blob,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): ReadableStream<Uint8Array> {
  let read = 0
  let told = 0
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      if (signal.aborted) return controller.terminate()
      read += chunk.length
      if (read - told >= file.size / 200) {
        told = read
        onRead(read)
      }
      controller.enqueue(chunk)
    },
  })
  return file.stream().pipeThrough(counting)
}
