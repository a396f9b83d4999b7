/** The leaves of one bucket as a backup keeps them: the very bytes whose SHA-256 is the hash of the bucket. */
import { type Bytes, concat } from '@nornos/std'
import { readBytes } from '../format/byte-reader.ts'
import { u64, uuid } from '../format/byte-writer.ts'
import { bucketOf, type Leaf } from '../format/state-root.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'

const leafBytes = 56

/** `leaves` are in ascending order of object id. */
export function encodeLeaves(leaves: readonly Leaf[]): Bytes {
  return concat(
    ...leaves.map(({ blobHash, objectId, version }) => concat(uuid(objectId), u64(version), blobHash)),
  )
}

/** Throws `malformed` unless they are leaves of this bucket, each once, in order. */
export function parseLeaves(bytes: Bytes, bucket: number): readonly Leaf[] {
  if (bytes.length % leafBytes !== 0) throw new CryptoError('malformed')
  const reader = readBytes(bytes)
  const leaves: Leaf[] = []
  let last = ''
  while (leaves.length * leafBytes < bytes.length) {
    const leaf = { objectId: reader.uuid(), version: reader.u64(), blobHash: reader.bytes(32) }
    // Lower-case hex sorts as its bytes do.
    const isInPlace = bucketOf(leaf.objectId) === bucket && leaf.objectId > last
    if (!isInPlace || leaf.version === 0) throw new CryptoError('malformed')
    last = leaf.objectId
    leaves.push(leaf)
  }
  return leaves
}
