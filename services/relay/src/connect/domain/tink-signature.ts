/**
 * Signatures as Google's Tink library writes them: a byte 1, the number of the key in four bytes, and an ECDSA signature
 * over P-256 with SHA-256 in DER; and the sets of public keys that it publishes for them, as JSON around small messages
 * of Protocol Buffers. See https://developers.google.com/tink/wire-format.
 */
import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { listOf, memberOf, textOf } from './look-into.ts'

const prefixBytes = 5
const coordinateBytes = 32

/** `unknown-key`: the set has none of this number, any more or as yet. */
export function judgeSignature(
  keySet: unknown,
  body: Uint8Array,
  given: string,
): 'genuine' | 'forged' | 'unknown-key' {
  const signature = Buffer.from(given, 'base64')
  if (signature.length <= prefixBytes || signature[0] !== 1) return 'forged'
  const keyId = signature.readUInt32BE(1)
  const known = listOf(keySet, 'key').find((one) => memberOf(one, 'keyId') === keyId)
  const key = known === undefined ? null : keyOf(known)
  if (key === null) return 'unknown-key'
  return verify('sha256', body, key, signature.subarray(prefixBytes)) ? 'genuine' : 'forged'
}

function keyOf(entry: unknown): KeyObject | null {
  const isOfKind =
    memberOf(entry, 'status') === 'ENABLED' &&
    memberOf(entry, 'outputPrefixType') === 'TINK' &&
    memberOf(entry, 'keyData', 'typeUrl') === 'type.googleapis.com/google.crypto.tink.EcdsaPublicKey'
  if (!isOfKind) return null
  const fields = fieldsOf(Buffer.from(textOf(entry, 'keyData', 'value') ?? '', 'base64'))
  const parameters = fieldsOf(bytesOf(fields.get(2)))
  // SHA-256, P-256, DER: what the signatures here are.
  const isOurs = parameters.get(1) === 3 && parameters.get(2) === 2 && parameters.get(3) === 2
  const [x, y] = [3, 4].map((field) => coordinate(bytesOf(fields.get(field))))
  if (!isOurs || x === undefined || y === undefined) return null
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  } catch {
    return null
  }
}

/** Numbers that are whole and written with as many zeros before them as the writer likes. */
function coordinate(bytes: Buffer): string {
  const padded = Buffer.concat([Buffer.alloc(coordinateBytes), bytes])
  return padded.subarray(-coordinateBytes).toString('base64url')
}

function bytesOf(field: number | Buffer | undefined): Buffer {
  return Buffer.isBuffer(field) ? field : Buffer.alloc(0)
}

/** Of a message of Protocol Buffers the numbers and the byte strings, up to where it is none. */
function fieldsOf(message: Buffer): ReadonlyMap<number, number | Buffer> {
  const fields = new Map<number, number | Buffer>()
  let at = 0
  const number = () => {
    let value = 0
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = message[at++] ?? 0
      value |= (byte & 0x7f) << shift
      if (byte < 0x80) break
    }
    return value
  }
  while (at < message.length) {
    const tag = number()
    const wireType = tag & 7
    if (wireType === 0) fields.set(tag >> 3, number())
    else if (wireType === 2) {
      const length = number()
      fields.set(tag >> 3, message.subarray(at, at + length))
      at += length
    } else break
  }
  return fields
}
