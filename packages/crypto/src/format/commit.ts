/**
 * A commit: one signed step of a vault's only chain, moving objects to new versions. The server stores it
 * verbatim and needs no key. `specs/vault-commit.md` §1.
 */
import { assert, type Bytes, compareBytes, concat, utf8 } from '@nornos/std'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { sha256 } from '../hazmat/sha256.ts'
import { type ByteReader, readBytes } from './byte-reader.ts'
import { u32, u64, uuid } from './byte-writer.ts'

export const commitChangesMax = 1000
const magic = utf8('NVC1')
const signatureBytes = 64
const flagBits = { rotation: 1 } as const

export interface Change {
  readonly objectId: string
  /** The object's version after this commit: one more than before. */
  readonly version: number
  /** SHA-256 of the blob; 32 zero bytes say that the object is deleted. */
  readonly blobHash: Bytes
  /** Length of the blob; 0 when deleted. */
  readonly byteLength: number
}

export interface CommitBody {
  readonly vaultId: string
  /** 1 for the first commit. */
  readonly number: number
  /** Head before this commit; 32 zero bytes for the first. */
  readonly previous: Bytes
  readonly stateRoot: Bytes
  readonly rosterHash: Bytes
  readonly epoch: number
  readonly deviceId: string
  /** Milliseconds UTC, by the clock of the device: for display, never for order. */
  readonly time: number
  /** True when the commit starts a new epoch. */
  readonly isRotation: boolean
  /** Ascending by object id, each id once, at most 1,000. */
  readonly changes: readonly Change[]
}

export interface Commit extends CommitBody {
  readonly signature: Bytes
  /** What the device signed: all bytes before the signature. */
  readonly signedBytes: Bytes
  /** SHA-256 of all bytes: the new head. */
  readonly head: Bytes
}

export const deletedBlobHash: Bytes = new Uint8Array(32)

export function encodeCommitBody(body: CommitBody): Bytes {
  assert(body.number >= 1 && body.changes.length <= commitChangesMax, 'a commit within its limits')
  const changes = [...body.changes].sort((left, right) =>
    compareBytes(uuid(left.objectId), uuid(right.objectId)),
  )
  return concat(
    magic,
    uuid(body.vaultId),
    u64(body.number),
    hash(body.previous),
    hash(body.stateRoot),
    hash(body.rosterHash),
    u32(body.epoch),
    uuid(body.deviceId),
    u64(body.time),
    u32(body.isRotation ? flagBits.rotation : 0),
    u32(changes.length),
    ...changes.map(encodeChange),
  )
}

/** Throws `malformed` for anything but the canonical bytes. Checks no signature: see `verifyCommit`. */
export async function parseCommit(bytes: Uint8Array): Promise<Commit> {
  const reader = readBytes(bytes)
  reader.expect(magic)
  const body = {
    vaultId: reader.uuid(),
    number: reader.u64(),
    previous: reader.bytes(32),
    stateRoot: reader.bytes(32),
    rosterHash: reader.bytes(32),
    epoch: reader.u32(),
    deviceId: reader.uuid(),
    time: reader.u64(),
    isRotation: readFlags(reader),
    changes: readChanges(reader),
  }
  const signedBytes = new Uint8Array(bytes.slice(0, reader.offset()))
  const signature = reader.bytes(signatureBytes)
  reader.end()
  const isFirst = body.previous.every((byte) => byte === 0)
  if (body.number === 0 || (body.number === 1) !== isFirst) throw new CryptoError('malformed')
  return { ...body, signature, signedBytes, head: await sha256(new Uint8Array(bytes)) }
}

/** True for a change that deletes its object. */
export function isDeletion(change: Change): boolean {
  return change.blobHash.every((byte) => byte === 0)
}

function encodeChange(change: Change): Bytes {
  assert(change.version >= 1, 'versions start at 1')
  assert(isDeletion(change) === (change.byteLength === 0), 'only a deletion has no bytes')
  return concat(uuid(change.objectId), u64(change.version), hash(change.blobHash), u64(change.byteLength))
}

function readFlags(reader: ByteReader): boolean {
  const flags = reader.u32()
  if (flags > flagBits.rotation) throw new CryptoError('malformed')
  return flags === flagBits.rotation
}

function readChanges(reader: ByteReader): readonly Change[] {
  const count = reader.u32()
  if (count > commitChangesMax) throw new CryptoError('malformed')
  const changes: Change[] = []
  let last: string | null = null
  for (let index = 0; index < count; index++) {
    const change = {
      objectId: reader.uuid(),
      version: reader.u64(),
      blobHash: reader.bytes(32),
      byteLength: reader.u64(),
    }
    // Lower-case hex sorts as its bytes do.
    const isInOrder = last === null || last < change.objectId
    if (!isInOrder || change.version === 0 || isDeletion(change) !== (change.byteLength === 0)) {
      throw new CryptoError('malformed')
    }
    last = change.objectId
    changes.push(change)
  }
  return changes
}

function hash(bytes: Bytes): Bytes {
  assert(bytes.length === 32, 'a SHA-256 hash has 32 bytes')
  return bytes
}
