/**
 * The roster: which devices may sign for a vault, which slots open it, and where to seal things for it.
 * MACed for the patient's own devices, signed by the patient's root key for everybody else. The body is
 * canonical JSON; the wrapping is binary. `specs/key-hierarchy.md` §6.
 */
import { assert, type Bytes, canonicalJson, concat, fromUtf8, utf8 } from '@nornos/std'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { sha256 } from '../hazmat/sha256.ts'
import { readBytes } from './byte-reader.ts'
import { u32 } from './byte-writer.ts'
import { bodyToJson, jsonToBody, type RosterBody } from './roster-body.ts'

export type { RosterBody, RosterDelegate, RosterDevice, RosterSlot } from './roster-body.ts'

const magic = utf8('NVR1')
export const rosterMacBytes = 32
const signatureBytes = 64
const bodyBytesMax = 512 * 1024

export interface Roster extends RosterBody {
  /** What is MACed and signed: the canonical JSON. */
  readonly bodyBytes: Bytes
  readonly mac: Bytes
  readonly signature: Bytes
  /** SHA-256 of all bytes: what commits and the next roster name. */
  readonly hash: Bytes
}

/** The canonical JSON of a body. */
export function encodeRosterBody(body: RosterBody): Bytes {
  const bytes = utf8(canonicalJson(bodyToJson(body)))
  assert(bytes.length <= bodyBytesMax, 'a roster within its limit')
  return bytes
}

/** The bytes that travel and are hashed. */
export function encodeRoster(bodyBytes: Bytes, mac: Bytes, signature: Bytes): Bytes {
  assert(mac.length === rosterMacBytes && signature.length === signatureBytes, 'a MAC and a signature')
  return concat(magic, u32(bodyBytes.length), bodyBytes, mac, signature)
}

/** Throws `malformed` for anything but the canonical bytes. Checks neither MAC nor signature. */
export async function parseRoster(bytes: Uint8Array): Promise<Roster> {
  const reader = readBytes(bytes)
  reader.expect(magic)
  const length = reader.u32()
  if (length > bodyBytesMax) throw new CryptoError('malformed')
  const bodyBytes = reader.bytes(length)
  const mac = reader.bytes(rosterMacBytes)
  const signature = reader.bytes(signatureBytes)
  reader.end()
  const body = parseBody(bodyBytes)
  return { ...body, bodyBytes, mac, signature, hash: await sha256(new Uint8Array(bytes)) }
}

function parseBody(bodyBytes: Bytes): RosterBody {
  const text = fromUtf8(bodyBytes)
  if (text === null) throw new CryptoError('malformed')
  const body = jsonToBody(parseJson(text))
  // Written again it must be the same text: this refuses unknown members, other orders and other spellings.
  if (canonicalJson(bodyToJson(body)) !== text) throw new CryptoError('malformed')
  return body
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CryptoError('malformed', { cause })
  }
}
