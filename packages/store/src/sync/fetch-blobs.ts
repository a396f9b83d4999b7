/**
 * Fetches the sealed bytes of objects: small ones many at a time, large ones each by itself. What the vault leaves out
 * of a reply is asked for alone, so that what is missing is known by name.
 */
import { batchedByteLength, blobBatchBytesMax, decodeBatch } from '@nornos/contracts'
import { makeHasher } from '@nornos/crypto/vault-open'
import { type Change, hashBytes } from '@nornos/crypto/verify'
import { type Bytes, err, ok, type Result, toHex } from '@nornos/std'
import { ask, isRefusal, receive } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { AlarmError } from './alarm.ts'
import { inParallel } from './in-parallel.ts'

export const downloadsAtOnce = 4
/** A larger blob is worth a request of its own. */
const batchedBytesMax = 64 * 1024
const batchedCountMax = 500
/** So many replies are held in memory at once as there are downloads. */
const replyBytesMax = blobBatchBytesMax / 4

type Take = (change: Change, bytes: Bytes) => Promise<void>

/** Throws AlarmError for a blob that is missing or altered, and what `take` throws. */
export async function fetchBlobs(
  device: OpenDevice,
  changes: readonly Change[],
  take: Take,
): Promise<Result<undefined, DeviceProblem>> {
  let problem: DeviceProblem | null = null
  const hashSmall = await makeHasher()
  const takeSmall = async (change: Change, sha256: string, bytes: Bytes) => {
    if (toHex(hashSmall(bytes)) !== sha256) throw new AlarmError('altered_object', [sha256])
    await take(change, bytes)
  }
  await inParallel(batchesOf(changes), downloadsAtOnce, async (batch) => {
    if (problem !== null) return
    const fetched = await fetchBatch(device, batch, { take, takeSmall })
    if (!fetched.ok) problem = fetched.error
  })
  return problem === null ? ok(undefined) : err(problem)
}

function* batchesOf(changes: readonly Change[]): Generator<readonly Change[]> {
  let batch: Change[] = []
  let total = 0
  for (const change of changes) {
    if (change.byteLength > batchedBytesMax) {
      yield [change]
      continue
    }
    const size = batchedByteLength(change.byteLength)
    if (total + size > replyBytesMax || batch.length === batchedCountMax) {
      yield batch
      batch = []
      total = 0
    }
    batch.push(change)
    total += size
  }
  if (batch.length > 0) yield batch
}

interface Takers {
  readonly take: Take
  /** As `take`, once the bytes have turned out to be of this name. */
  takeSmall(change: Change, sha256: string, bytes: Bytes): Promise<void>
}

async function fetchBatch(
  device: OpenDevice,
  batch: readonly Change[],
  { take, takeSmall }: Takers,
): Promise<Result<undefined, DeviceProblem>> {
  const many = batch.length > 1 ? await fetchMany(device, batch) : ok(new Map<string, Bytes>())
  if (!many.ok) return many
  const left: Change[] = []
  const taking: Promise<void>[] = []
  for (const change of batch) {
    const sha256 = toHex(change.blobHash)
    const bytes = many.value.get(sha256)
    if (bytes === undefined) left.push(change)
    else taking.push(takeSmall(change, sha256, bytes))
  }
  // All at once: each is opened in steps of microseconds on other threads, which are woken once for many.
  const taken = await Promise.allSettled(taking)
  const failed = taken.find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  for (const change of left) {
    const sha256 = toHex(change.blobHash)
    const bytes = await fetchOne(device, sha256)
    if (!bytes.ok) return bytes
    if (toHex(await hashBytes(bytes.value)) !== sha256) throw new AlarmError('altered_object', [sha256])
    await take(change, bytes.value)
  }
  return ok(undefined)
}

async function fetchMany(
  { api, session, signal }: OpenDevice,
  batch: readonly Change[],
): Promise<Result<ReadonlyMap<string, Bytes>, DeviceProblem>> {
  const params = { vaultId: session.file.vaultId }
  const hashes = batch.map(({ blobHash }) => toHex(blobHash))
  const reply = await ask(api.blobReadMany({ params, body: { hashes }, signal }))
  if (!reply.ok) return reply
  const body = await receive(reply.value.body.arrayBuffer())
  return body.ok ? ok(decodeBatch(new Uint8Array(body.value))) : body
}

async function fetchOne(
  { api, session, signal }: OpenDevice,
  sha256: string,
): Promise<Result<Bytes, DeviceProblem>> {
  const params = { vaultId: session.file.vaultId, sha256 }
  const reply = await ask(api.blobRead({ params, signal }))
  if (!reply.ok) {
    if (isRefusal(reply.error, 'not-found')) throw new AlarmError('missing_blob', [sha256])
    return reply
  }
  const body = await receive(reply.value.body.arrayBuffer())
  return body.ok ? ok(new Uint8Array(body.value)) : body
}
