/**
 * Sends a large file part by part: read, seal, hash, open and compare, send, and only then write down that the vault
 * has it. Memory holds a few parts, whatever the file's size. Read next: upload-jobs.ts.
 */
import { startHash } from '@nornos/crypto/vault-open'
import { type Bytes, releaseBytes, toHex } from '@nornos/std'
import { ask } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { filePartBytes, partCount, partLength } from './file-index.ts'
import { type SealedPart, sealPart } from './seal-part.ts'
import { type KeptPart, keepPart, type Upload } from './upload-log.ts'

/** So many parts may have to be sent again after a crash. */
export const partsInFlight = 3

/** The upload cannot go on now; what was sent stays. */
export class UploadStopped extends Error {
  override readonly name = 'UploadStopped'
  readonly problem: DeviceProblem
  constructor(problem: DeviceProblem) {
    super(problem.type)
    this.problem = problem
  }
}

export interface SendingParts {
  readonly device: OpenDevice
  readonly upload: Upload
  readonly file: Blob
  /** What the vault has; grows. */
  readonly parts: Map<number, KeptPart>
  readonly signal: AbortSignal
  /** Answers when it is worth trying again. */
  readonly networkBack: () => Promise<void>
  readonly moved: (step: 'reading' | 'sending', sent: boolean) => void
}

/** SHA-256 of the whole file, hex; every part is in the vault then. Throws UploadStopped. */
export async function sendParts(sending: SendingParts): Promise<string> {
  const { parts, upload, moved } = sending
  const begun = firstMissing(parts) - 1
  const hash = await startHash(parts.get(begun)?.state)
  const ending = new AbortController()
  const signal = AbortSignal.any([sending.signal, ending.signal])
  const flying = new Set<Promise<void>>()
  let handedOver: Promise<void> = Promise.resolve()
  try {
    for (let part = begun + 1; part <= partCount(upload.size); part++) {
      signal.throwIfAborted()
      moved('reading', false)
      const payload = await readPart(sending, part)
      hash.add(payload)
      if (parts.has(part)) continue
      demandSameKeys(sending)
      const state = hash.state()
      if (flying.size >= partsInFlight) await Promise.race(flying)
      const made = await sealPart(sending.device, upload.fileId, part, payload)
      releaseBytes(payload)
      await handedOver
      const sealed = partToSend(made)
      handedOver = handOver(sealed.body)
      const flight = sendPart({ ...sending, signal }, part, sealed, state).finally(() =>
        flying.delete(flight),
      )
      // It is looked at below; until then its failure is nobody's fault.
      flight.catch(() => undefined)
      flying.add(flight)
    }
    await Promise.all(flying)
    return toHex(hash.end())
  } finally {
    ending.abort()
    await Promise.allSettled(flying)
  }
}

/** The vault takes no object under keys that were renewed since, and the parts of a file lie under the same. */
export function demandSameKeys({ device, upload }: Pick<SendingParts, 'device' | 'upload'>): void {
  if (upload.epoch !== device.session.vault.epoch) throw new UploadStopped({ type: 'KeysRenewed' })
}

async function readPart({ file, upload }: SendingParts, part: number): Promise<Bytes> {
  const from = (part - 1) * filePartBytes
  try {
    const bytes = await file.slice(from, from + filePartBytes).arrayBuffer()
    if (bytes.byteLength === partLength(upload.size, part)) return new Uint8Array(bytes)
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause
  }
  throw new UploadStopped({ type: 'FileUnreadable' })
}

interface PartToSend {
  /** A browser keeps it outside of the worker's memory, also while it is sent. */
  readonly body: Blob
  /** SHA-256 of the sealed bytes, hex. */
  readonly hash: string
}

function partToSend({ bytes, hash }: SealedPart): PartToSend {
  const body = new Blob([bytes])
  releaseBytes(bytes)
  return { body, hash }
}

/**
 * A browser takes the bytes of a Blob out of the worker some time later; when it answers for one of them, it has taken all.
 * What it cannot take shows when the part is sent.
 */
async function handOver(body: Blob): Promise<void> {
  await body
    .slice(0, 1)
    .arrayBuffer()
    .catch(() => undefined)
}

async function sendPart(
  { device, moved, networkBack, parts, signal, upload }: SendingParts,
  part: number,
  { body, hash }: PartToSend,
  state: Uint8Array,
): Promise<void> {
  const params = { vaultId: device.session.file.vaultId, sha256: hash }
  for (;;) {
    const put = await ask(device.api.blobPut({ params, body, signal }))
    signal.throwIfAborted()
    if (put.ok) break
    if (put.error.type !== 'Offline' && put.error.type !== 'SignedOut') throw new UploadStopped(put.error)
    // The same sealed bytes once more, not a new message under the same salt.
    await networkBack()
    signal.throwIfAborted()
  }
  const kept = { hash, size: body.size, state }
  await keepPart(device, upload.uploadId, part, kept)
  parts.set(part, kept)
  moved('sending', true)
}

export function firstMissing(parts: ReadonlyMap<number, KeptPart>): number {
  let part = 1
  while (parts.has(part)) part++
  return part
}
