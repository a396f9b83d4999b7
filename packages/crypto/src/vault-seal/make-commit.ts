/** Makes and signs a commit. `specs/vault-commit.md` §1. */
import { assert, type Bytes, concat } from '@nornos/std'
import {
  type Change,
  type Commit,
  type CommitBody,
  deletedBlobHash,
  encodeCommitBody,
  parseCommit,
} from '../format/commit.ts'
import { type DeviceSigner, signAsDevice } from '../vault-open/device.ts'
import type { SealedObject } from './seal-object.ts'

export interface SignedCommit {
  readonly commit: Commit
  /** What is sent and stored verbatim; `commit.head` is its SHA-256. */
  readonly bytes: Bytes
}

/** The body's device must be the signer. Changes may come in any order. */
export async function makeCommit(device: DeviceSigner, body: CommitBody): Promise<SignedCommit> {
  assert(body.deviceId === device.deviceId, 'a device signs for itself')
  const signedBytes = encodeCommitBody(body)
  const bytes = concat(signedBytes, await signAsDevice(device, 'commit', signedBytes))
  return { commit: await parseCommit(bytes), bytes }
}

/** The change that moves an object to what was just sealed. */
export function sealedChange({ blobHash, bytes, objectId, version }: SealedObject): Change {
  return { objectId, version, blobHash, byteLength: bytes.length }
}

/** The change that deletes an object: `version` is one more than before. */
export function deletion(objectId: string, version: number): Change {
  return { objectId, version, blobHash: deletedBlobHash, byteLength: 0 }
}
