/** Tells the part of a file by its front, so that a device that follows the vault need not fetch it. */
import { CryptoError, filePartFrontBytes, openFilePart } from '@nornos/crypto/vault-open'
import { boxByteLength, type Change, objectHeaderBytes } from '@nornos/crypto/verify'
import { ok, type Result, toHex } from '@nornos/std'
import { ask, isRefusal, receive } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { AlarmError } from '../sync/alarm.ts'

const frameHeaderBytes = 6
const mebibyte = 1024 * 1024
/** Parts come in eight sizes. */
const sizes = new Set(
  Array.from(
    { length: 8 },
    (_, index) => objectHeaderBytes + boxByteLength(frameHeaderBytes + (index + 1) * mebibyte),
  ),
)

export function mayBeFilePart(blobBytes: number): boolean {
  return sizes.has(blobBytes)
}

/** Reads the first bytes of a blob. Throws AlarmError when it is not there or not this object's. */
export async function isFilePart(
  { api, session, signal }: OpenDevice,
  change: Change,
): Promise<Result<boolean, DeviceProblem>> {
  const sha256 = toHex(change.blobHash)
  const params = { vaultId: session.file.vaultId, sha256 }
  const headers = { range: `bytes=0-${filePartFrontBytes - 1}` }
  const reply = await ask(api.blobRead({ params, headers, signal }))
  if (!reply.ok) {
    if (isRefusal(reply.error, 'not-found')) throw new AlarmError('missing_blob', [sha256])
    return reply
  }
  const front = await receive(reply.value.body.arrayBuffer())
  if (!front.ok) return front
  try {
    const part = await openFilePart(session.vault, new Uint8Array(front.value), change.byteLength)
    return ok(part.objectId === change.objectId && part.version === change.version)
  } catch (cause) {
    // Something else of the same size, or altered: opening all of it tells.
    if (cause instanceof CryptoError) return ok(false)
    throw cause
  }
}
