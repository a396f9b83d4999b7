/**
 * Seals one object and opens it again before anybody relies on it: a flipped bit is found here, not in ten
 * years. A salt is used for one seal; what must be sent again after a crash is sealed anew.
 */
import { type Bytes, equalBytes, releaseBytes } from '@nornos/std'
import type { Codec } from '../format/frame.ts'
import { openObjectPayload, sealObjectPayload } from '../format/object.ts'
import type { ObjectKind } from '../format/object-kind.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { sha256 } from '../hazmat/sha256.ts'
import { epochKeys, type Vault } from '../vault-open/vault.ts'

export interface ObjectToSeal {
  readonly objectId: string
  /** One more than the version in the state; 1 for a new object. */
  readonly version: number
  readonly kind: Exclude<ObjectKind, 'keyring'>
  readonly payload: Bytes
  /** 1, 2, … for file parts alone. */
  readonly part?: number
  /** Records and consent receipts are deflated unless told otherwise; the rest is sealed as it is. */
  readonly codec?: Codec
}

export interface SealedObject {
  readonly objectId: string
  readonly version: number
  readonly bytes: Bytes
  /** SHA-256 of `bytes`: the name of the blob. */
  readonly blobHash: Bytes
}

/** Throws `seal-not-verified` when the sealed bytes do not open to the payload. */
export async function sealObject(vault: Vault, object: ObjectToSeal): Promise<SealedObject> {
  const codec = object.codec ?? defaultCodec(object.kind)
  const header = {
    epoch: vault.epoch,
    objectId: object.objectId,
    version: object.version,
    part: object.part ?? 0,
  }
  return sealVerified(vault, { header, kind: object.kind, codec, payload: object.payload })
}

/** For this package alone: as above, for every kind. */
export async function sealVerified(
  vault: Vault,
  object: Parameters<typeof sealObjectPayload>[2],
): Promise<SealedObject> {
  const { dataKey } = epochKeys(vault, object.header.epoch)
  const bytes = await sealObjectPayload(dataKey, vault.vaultId, object)
  const blobHash = await sha256(bytes)
  const opened = await openObjectPayload(dataKey, vault.vaultId, bytes)
  if (opened.kind !== object.kind || !equalBytes(opened.payload, object.payload)) {
    throw new CryptoError('seal-not-verified')
  }
  releaseBytes(opened.payload)
  return { objectId: object.header.objectId, version: object.header.version, bytes, blobHash }
}

function defaultCodec(kind: ObjectKind): Codec {
  return kind === 'record' || kind === 'consent-receipt' || kind === 'file-index' ? 'deflate' : 'raw'
}
