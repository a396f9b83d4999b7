/** How long a sealed plaintext is made, so that its size tells little. `specs/sealed-record.md` §3. */
import { assert } from '@nornos/std'

const paddedBytesMin = 256
const filePartStepBytes = 1024 * 1024

/** PADMÉ (Nikitin et al., 2019), at least 256: at most 12 % more, and few distinct sizes. */
export function padmeByteLength(byteLength: number): number {
  assert(Number.isSafeInteger(byteLength) && byteLength >= 0, 'a length')
  const length = Math.max(byteLength, paddedBytesMin)
  const exponent = Math.floor(Math.log2(length))
  const step = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1))
  return Math.ceil(length / step) * step
}

/** Payloads of file parts come in whole MiB, at least one. */
export function filePartByteLength(payloadBytes: number): number {
  assert(Number.isSafeInteger(payloadBytes) && payloadBytes >= 0, 'a length')
  return Math.max(1, Math.ceil(payloadBytes / filePartStepBytes)) * filePartStepBytes
}
