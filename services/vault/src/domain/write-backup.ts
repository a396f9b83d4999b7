/** The order and the names of a backup's entries. `specs/vault-commit.md` §6. */
import {
  encodeBackupHead,
  encodeLeaves,
  encodeSums,
  sumsName,
  type TarEntry,
  tarEnd,
  tarHeader,
  tarPadding,
} from '@nornos/crypto/backup'
import { bucketCount, bucketOf, deletedBlobHash, hashBytes, type Leaf } from '@nornos/crypto/verify'
import { type Bytes, concat, equalBytes, toHex } from '@nornos/std'

export interface BackupContents {
  readonly row: {
    readonly vaultId: string
    readonly n: number
    readonly head: Bytes
    readonly rosterNumber: number
  }
  readonly rosters: readonly { readonly number: number; readonly body: Bytes }[]
  readonly slots: readonly { readonly slotId: string; readonly body: Bytes }[]
  readonly commits: readonly { readonly n: number; readonly body: Bytes }[]
  readonly leaves: readonly (Leaf & { readonly size: number })[]
}

/** `readBlob` throws when the bytes of a named blob are not there: the archive then stays without its end. */
export async function* writeBackup(
  contents: BackupContents,
  madeAt: Date,
  readBlob: (sha256: string) => Promise<ReadableStream<Bytes>>,
): AsyncGenerator<Bytes> {
  const sums = new Map<string, Bytes>()
  for (const entry of smallEntries(contents, madeAt.getTime())) {
    sums.set(entry.name, await hashBytes(entry.bytes))
    yield archived(entry)
  }
  yield archived({ name: sumsName, bytes: encodeSums(sums) })
  const written = new Set<string>()
  for (const { blobHash, size } of contents.leaves) {
    const sha256 = toHex(blobHash)
    if (equalBytes(blobHash, deletedBlobHash) || written.has(sha256)) continue
    written.add(sha256)
    yield tarHeader(`blobs/${sha256}`, size)
    yield* sized(await readBlob(sha256), size)
    yield tarPadding(size)
  }
  yield tarEnd()
}

function archived({ bytes, name }: TarEntry): Bytes {
  return concat(tarHeader(name, bytes.length), bytes, tarPadding(bytes.length))
}

function* smallEntries(contents: BackupContents, madeAt: number): Generator<TarEntry> {
  const { commits, leaves, rosters, row, slots } = contents
  const { head, n, rosterNumber, vaultId } = row
  yield { name: 'head', bytes: encodeBackupHead({ vaultId, number: n, head, rosterNumber, madeAt }) }
  for (const { body, number } of rosters) yield { name: `rosters/${number}`, bytes: new Uint8Array(body) }
  for (const { body, slotId } of slots) yield { name: `slots/${slotId}`, bytes: new Uint8Array(body) }
  for (const { body, n } of commits) yield { name: `commits/${n}`, bytes: new Uint8Array(body) }
  const buckets = Map.groupBy(leaves, ({ objectId }) => bucketOf(objectId))
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const name = `state/${bucket.toString(16).padStart(2, '0')}`
    yield { name, bytes: encodeLeaves(buckets.get(bucket) ?? []) }
  }
}

/** Other lengths than announced would shift everything behind them. */
async function* sized(bytes: ReadableStream<Bytes>, size: number): AsyncGenerator<Bytes> {
  let seen = 0
  for await (const chunk of bytes) {
    seen += chunk.length
    if (seen > size) break
    yield chunk
  }
  if (seen !== size) throw new RangeError('a stored blob has another length than its commit says')
}
