/**
 * Box and object a second time, on node:crypto, written from `specs/sealed-record.md` and from nothing in `src`. Two that agree are
 * hardly wrong in the same way.
 */
import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'

const label = Buffer.from('c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0', 'latin1')

function expand(key: Buffer, info: Buffer, length: number): Buffer {
  let block = Buffer.alloc(0)
  let output = Buffer.alloc(0)
  for (let counter = 1; output.length < length; counter++) {
    block = createHmac('sha512', key)
      .update(Buffer.concat([block, info, Buffer.of(counter)]))
      .digest()
    output = Buffer.concat([output, block])
  }
  return output.subarray(0, length)
}

function keysOf(key: Buffer, salt: Buffer, context: Buffer) {
  const output = expand(key, Buffer.concat([label, salt, context]), 76)
  return { aes: output.subarray(0, 32), base: output.subarray(32, 44), commitment: output.subarray(44) }
}

function nonce(base: Buffer, index: number): Buffer {
  const counter = Buffer.alloc(12)
  counter.writeUInt32BE(index, 8)
  return Buffer.from(base.map((byte, at) => byte ^ (counter[at] ?? 0)))
}

export function sealBoxAgain(
  key: Uint8Array,
  context: Uint8Array,
  message: Uint8Array,
  salt: Uint8Array,
): Buffer {
  const { aes, base, commitment } = keysOf(Buffer.from(key), Buffer.from(salt), Buffer.from(context))
  const parts = [Buffer.from(salt), commitment]
  for (let index = 0; index <= Math.floor(message.length / 16384); index++) {
    const cipher = createCipheriv('aes-256-gcm', aes, nonce(base, index))
    parts.push(
      cipher.update(message.slice(index * 16384, (index + 1) * 16384)),
      cipher.final(),
      cipher.getAuthTag(),
    )
  }
  return Buffer.concat(parts)
}

export function openBoxAgain(key: Uint8Array, context: Uint8Array, box: Uint8Array): Buffer {
  if (key.length !== 32 || box.length < 72) throw new Error('refused')
  const whole = Buffer.from(box)
  const { aes, base, commitment } = keysOf(Buffer.from(key), whole.subarray(0, 24), Buffer.from(context))
  if (!timingSafeEqual(commitment, whole.subarray(24, 56))) throw new Error('refused')
  const count = Math.floor((box.length - 56) / 16400) + 1
  const parts = Array.from({ length: count }, (_, index) => {
    const chunk = whole.subarray(56 + index * 16400, 56 + (index + 1) * 16400)
    if (chunk.length < 16) throw new Error('refused')
    const decipher = createDecipheriv('aes-256-gcm', aes, nonce(base, index), { authTagLength: 16 })
    decipher.setAuthTag(chunk.subarray(-16))
    return Buffer.concat([decipher.update(chunk.subarray(0, -16)), decipher.final()])
  })
  return Buffer.concat(parts)
}

/** Kind number and payload of an object. */
export function openObjectAgain(dataKey: Uint8Array, vaultId: string, object: Uint8Array) {
  const header = Buffer.from(object.slice(0, 40))
  if (!header.subarray(0, 8).equals(Buffer.from('4e564f3101000000', 'hex'))) throw new Error('refused')
  const vault = Buffer.from(vaultId.replaceAll('-', ''), 'hex')
  const context = Buffer.concat([Buffer.from('nornos/object/1\0'), vault, header])
  const frame = openBoxAgain(dataKey, context, object.slice(40))
  const payload = frame.subarray(6, 6 + frame.readUInt32BE(2))
  if (frame.subarray(6 + payload.length).some((byte) => byte !== 0)) throw new Error('refused')
  return { kind: frame[0], payload: frame[1] === 1 ? inflateRawSync(payload) : Buffer.from(payload) }
}
