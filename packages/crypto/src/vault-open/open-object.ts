/** Opens one object of a vault. Whole, or for files chunk by chunk (see `open-file-part.ts`). */
import type { Bytes } from '@nornos/std'
import { openObjectPayload } from '../format/object.ts'
import { type ObjectHeader, parseObjectHeader } from '../format/object-header.ts'
import type { ObjectKind } from '../format/object-kind.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { epochKeys, type Vault } from './vault.ts'

export interface OpenedObject extends ObjectHeader {
  readonly kind: ObjectKind
  readonly payload: Bytes
}

/** Which object is expected where: what a leaf of the state says. */
export type ExpectedObject = Pick<ObjectHeader, 'objectId' | 'version'>

/**
 * Throws `mismatch` when it is another object or version than expected, `cannot-open` when it was altered, is of
 * another vault, or of an epoch that this vault does not know.
 */
export async function openObject(
  vault: Vault,
  object: Bytes,
  expected?: ExpectedObject,
): Promise<OpenedObject> {
  const header = parseObjectHeader(object)
  const isExpected =
    expected === undefined || (header.objectId === expected.objectId && header.version === expected.version)
  if (!isExpected) throw new CryptoError('mismatch')
  const { dataKey } = epochKeys(vault, header.epoch)
  return { ...header, ...(await openObjectPayload(dataKey, vault.vaultId, object)) }
}
