/**
 * What is inside an object's box: kind u8 ‖ codec u8 ‖ length u32 ‖ payload ‖ zeros. The kind is inside, so
 * the server cannot tell a lab result from a photo. `specs/sealed-record.md` §3.
 */
import { assert, type Bytes, equalBytes } from '@nornos/std'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { u32 } from './byte-writer.ts'
import { deflate, inflate } from './deflate.ts'
import { filePartByteLength, padmeByteLength } from './padding.ts'

export const frameHeaderBytes = 6
export const filePartBytesMax = 8 * 1024 * 1024
/** Everything but file parts is held in memory whole. */
export const payloadBytesMax = 64 * 1024 * 1024

export type Codec = 'raw' | 'deflate'
const codecs: readonly Codec[] = ['raw', 'deflate']

export interface Frame {
  readonly kind: number
  readonly payload: Bytes
}

export interface FrameOptions {
  readonly kind: number
  readonly codec: Codec
  readonly payload: Bytes
  /** File parts are padded to whole MiB, everything else by PADMÉ. */
  readonly isFilePart: boolean
}

export async function encodeFrame({ kind, codec, payload, isFilePart }: FrameOptions): Promise<Bytes> {
  assert(payload.length <= (isFilePart ? filePartBytesMax : payloadBytesMax), 'a payload within its limit')
  const stored = codec === 'deflate' ? await deflate(payload) : payload
  const frame = new Uint8Array(frameByteLength(stored.length, isFilePart))
  frame.set([kind, codecs.indexOf(codec)])
  frame.set(u32(stored.length), 2)
  frame.set(stored, frameHeaderBytes)
  return frame
}

/** Throws `malformed` for another length than the padding rule gives, or padding that is not zero. */
export async function decodeFrame(frame: Bytes, isFilePart: boolean): Promise<Frame> {
  if (frame.length < frameHeaderBytes) throw new CryptoError('malformed')
  const view = new DataView(frame.buffer, frame.byteOffset)
  const codec = codecs[view.getUint8(1)]
  if (codec === undefined) throw new CryptoError('unsupported')
  const length = view.getUint32(2)
  const bytesMax = isFilePart ? filePartBytesMax : payloadBytesMax
  if (length > bytesMax || frame.length !== frameByteLength(length, isFilePart)) {
    throw new CryptoError('malformed')
  }
  const padding = frame.subarray(frameHeaderBytes + length)
  if (!equalBytes(padding, new Uint8Array(padding.length))) throw new CryptoError('malformed')
  // A part of the frame, not a copy: parts of files are large.
  const stored = frame.subarray(frameHeaderBytes, frameHeaderBytes + length)
  return { kind: view.getUint8(0), payload: codec === 'deflate' ? await inflate(stored, bytesMax) : stored }
}

function frameByteLength(storedBytes: number, isFilePart: boolean): number {
  return isFilePart
    ? frameHeaderBytes + filePartByteLength(storedBytes)
    : padmeByteLength(frameHeaderBytes + storedBytes)
}
