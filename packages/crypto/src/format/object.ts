/** A sealed object under a given data key: header, box, frame. `specs/sealed-record.md` §2 and §3. */
import { assert, type Bytes, releaseBytes } from '@nornos/std'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { openBox, sealBoxInto } from './box.ts'
import { boxByteLength } from './box-size.ts'
import { type Codec, decodeFrame, encodeFrame } from './frame.ts'
import {
  encodeObjectHeader,
  type ObjectHeader,
  objectContext,
  objectHeaderBytes,
  parseObjectHeader,
} from './object-header.ts'
import { numberToObjectKind, type ObjectKind, objectKindToNumber } from './object-kind.ts'

export interface ObjectPayload {
  readonly kind: ObjectKind
  readonly payload: Bytes
}

export interface ObjectToSeal extends ObjectPayload {
  readonly header: ObjectHeader
  readonly codec: Codec
}

export async function sealObjectPayload(
  dataKey: CryptoKey,
  vaultId: string,
  { codec, header, kind, payload }: ObjectToSeal,
): Promise<Bytes> {
  const isFilePart = kind === 'file-part'
  assert(isFilePart === header.part > 0, 'file parts, and only they, are numbered')
  const headerBytes = encodeObjectHeader(header)
  const frame = await encodeFrame({ kind: objectKindToNumber(kind), codec, payload, isFilePart })
  const object = new Uint8Array(objectHeaderBytes + boxByteLength(frame.length))
  object.set(headerBytes)
  const place = object.subarray(objectHeaderBytes)
  await sealBoxInto(place, dataKey, objectContext(vaultId, headerBytes), frame)
  releaseBytes(frame)
  return object
}

/** Throws `cannot-open`; `malformed` or `unsupported` when a faulty or later writer sealed something else. */
export async function openObjectPayload(
  dataKey: CryptoKey,
  vaultId: string,
  object: Bytes,
): Promise<ObjectPayload> {
  const isFilePart = parseObjectHeader(object).part > 0
  const context = objectContext(vaultId, object.slice(0, objectHeaderBytes))
  const frame = await openBox(dataKey, context, object.subarray(objectHeaderBytes))
  const { kind: number, payload } = await decodeFrame(frame, isFilePart)
  const kind = numberToObjectKind(number)
  if ((kind === 'file-part') !== isFilePart) throw new CryptoError('malformed')
  return { kind, payload }
}
