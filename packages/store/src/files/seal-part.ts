/** Seals one part of a file under a salt of its own. What must be sent again after a crash goes through here again. */
import { deriveFilePartId } from '@nornos/crypto/vault-open'
import { sealObject } from '@nornos/crypto/vault-seal'
import { type Bytes, toHex } from '@nornos/std'
import type { OpenDevice } from '../open-device.ts'

export interface SealedPart {
  readonly objectId: string
  readonly version: number
  /** SHA-256 of `bytes`, hex. */
  readonly hash: string
  readonly bytes: Bytes
}

/** A file's parts are written once, and again only under newer keys: a new version of a file is another file. */
export const partVersion = 1

export async function sealPart(
  { session }: OpenDevice,
  fileId: string,
  part: number,
  payload: Bytes,
  version = partVersion,
): Promise<SealedPart> {
  const objectId = await deriveFilePartId(session.vault, fileId, part)
  const object = { objectId, version, kind: 'file-part', payload, part } as const
  const sealed = await sealObject(session.vault, object)
  return { objectId, version, hash: toHex(sealed.blobHash), bytes: sealed.bytes }
}
