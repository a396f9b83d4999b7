/**
 * The box: C2SP chunked encryption with AES-256-GCM ("Cobblestone-256"). salt 24 ‖ commitment 32 ‖ chunks.
 * The key of a box commits to its context, so a box opened in another place fails before any byte is released.
 * A salt is used for one seal only. Read `specs/sealed-record.md` §1 first.
 */
import { assert, type Bytes, concat, equalBytes, releaseBytes } from '@nornos/std'
import { importAesKey, openAesGcm, sealAesGcm } from '../hazmat/aes-gcm.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { expandSha512, importHmacKey } from '../hazmat/hmac-sha512.ts'
import { makeRandomBytes } from '../hazmat/random.ts'
import { boxByteLength, boxHeaderBytes, chunkBytes, sealedChunkBytes, tagBytes } from './box-size.ts'
import { named } from './byte-writer.ts'

const saltBytes = 24
const inputKeyBytes = 32
const suiteLabel = 'c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM'
/** So many chunks are under way at once; WebCrypto works on its own threads. */
const chunksAtOnce = 64

/** Opens chunks of one box in any order. Index 0 is the first. */
export interface BoxOpener {
  /** Throws `cannot-open` for an altered chunk, a chunk of another place, or a wrong length. */
  readonly openChunk: (index: number, sealed: Bytes, isLast: boolean) => Promise<Bytes>
}

/** Seals the chunks of one box. Each index is sealed once. */
export interface BoxSealer {
  readonly header: Bytes
  readonly sealChunk: (index: number, plaintext: Bytes, isLast: boolean) => Promise<Bytes>
}

/** The input key of boxes: exactly 32 bytes, non-extractable from here on. Throws `malformed` otherwise. */
export async function importBoxKey(key: Bytes): Promise<CryptoKey> {
  if (key.length !== inputKeyBytes) throw new CryptoError('malformed')
  return importHmacKey(key)
}

export async function sealBox(key: CryptoKey, context: Bytes, plaintext: Bytes): Promise<Bytes> {
  return sealBoxWithSalt(key, context, plaintext, makeRandomBytes(saltBytes))
}

/** Into a place that is as long as the box will be: what is large is not copied once more. */
export async function sealBoxInto(
  place: Bytes,
  key: CryptoKey,
  context: Bytes,
  plaintext: Bytes,
): Promise<void> {
  await sealInto(place, await makeBoxSealer(key, context), plaintext)
}

/** For vectors alone: a salt that repeats under one key and context gives everything away. */
export async function sealBoxWithSalt(
  key: CryptoKey,
  context: Bytes,
  plaintext: Bytes,
  salt: Bytes,
): Promise<Bytes> {
  const box = new Uint8Array(boxByteLength(plaintext.length))
  await sealInto(box, await makeSealer(key, context, salt), plaintext)
  return box
}

async function sealInto(box: Bytes, sealer: BoxSealer, plaintext: Bytes): Promise<void> {
  assert(box.length === boxByteLength(plaintext.length), 'a place as long as the box')
  const lastIndex = Math.floor(plaintext.length / chunkBytes)
  box.set(sealer.header)
  await inWindows(lastIndex + 1, async (index) => {
    const chunk = plaintext.subarray(index * chunkBytes, (index + 1) * chunkBytes)
    const sealed = await sealer.sealChunk(index, chunk, index === lastIndex)
    box.set(sealed, boxHeaderBytes + index * sealedChunkBytes)
    return sealed
  })
}

/** Throws `cannot-open`, whatever the reason. Nothing is released unless the whole box holds. */
export async function openBox(key: CryptoKey, context: Bytes, box: Bytes): Promise<Bytes> {
  const opener = await openBoxHeader(key, context, box.slice(0, boxHeaderBytes))
  const sealedBytes = box.length - boxHeaderBytes
  const lastIndex = Math.floor(sealedBytes / sealedChunkBytes)
  const lastBytes = sealedBytes - lastIndex * sealedChunkBytes
  if (lastBytes < tagBytes) throw new CryptoError('cannot-open')
  const plaintext = new Uint8Array(lastIndex * chunkBytes + lastBytes - tagBytes)
  await inWindows(lastIndex + 1, async (index) => {
    const start = boxHeaderBytes + index * sealedChunkBytes
    const sealed = box.subarray(start, start + sealedChunkBytes)
    const opened = await opener.openChunk(index, sealed, index === lastIndex)
    plaintext.set(opened, index * chunkBytes)
    return opened
  })
  return plaintext
}

/** Sealing chunk by chunk, for what does not fit in memory. The salt is fresh; never continue after a crash. */
export async function makeBoxSealer(key: CryptoKey, context: Bytes): Promise<BoxSealer> {
  return makeSealer(key, context, makeRandomBytes(saltBytes))
}

/** Checks the commitment, then opens single chunks: chunk k starts at 56 + k · 16,400. */
export async function openBoxHeader(key: CryptoKey, context: Bytes, header: Bytes): Promise<BoxOpener> {
  if (header.length !== boxHeaderBytes) throw new CryptoError('cannot-open')
  const derived = await deriveKeys(key, context, header.slice(0, saltBytes))
  if (!equalBytes(derived.commitment, header.slice(saltBytes))) throw new CryptoError('cannot-open')
  const aesKey = await importAesKey(derived.aeadKey, 'decrypt')
  return {
    openChunk: async (index, sealed, isLast) => {
      // A last chunk of full length is how a cut box looks.
      const isLengthRight = isLast ? sealed.length < sealedChunkBytes : sealed.length === sealedChunkBytes
      if (!isLengthRight || sealed.length < tagBytes) throw new CryptoError('cannot-open')
      return openAesGcm(aesKey, nonceAt(derived.baseNonce, index), sealed)
    },
  }
}

interface DerivedKeys {
  readonly aeadKey: Bytes
  readonly baseNonce: Bytes
  readonly commitment: Bytes
}

async function deriveKeys(key: CryptoKey, context: Bytes, salt: Bytes): Promise<DerivedKeys> {
  const output = await expandSha512(key, named(suiteLabel, salt, context), 76)
  return { aeadKey: output.slice(0, 32), baseNonce: output.slice(32, 44), commitment: output.slice(44) }
}

async function makeSealer(key: CryptoKey, context: Bytes, salt: Bytes): Promise<BoxSealer> {
  assert(salt.length === saltBytes, 'a salt has 24 bytes')
  const { aeadKey, baseNonce, commitment } = await deriveKeys(key, context, salt)
  const aesKey = await importAesKey(aeadKey, 'encrypt')
  const sealedIndexes = new Set<number>()
  return {
    header: concat(salt, commitment),
    sealChunk: async (index, plaintext, isLast) => {
      assert(
        isLast ? plaintext.length < chunkBytes : plaintext.length === chunkBytes,
        'a chunk of its length',
      )
      assert(!sealedIndexes.has(index), 'a chunk is sealed once')
      sealedIndexes.add(index)
      return sealAesGcm(aesKey, nonceAt(baseNonce, index), plaintext)
    },
  }
}

/** Base nonce XOR index, the index as a 12-byte big-endian integer. */
function nonceAt(baseNonce: Bytes, index: number): Bytes {
  assert(Number.isSafeInteger(index) && index >= 0, 'a chunk index')
  const nonce = baseNonce.slice()
  const view = new DataView(nonce.buffer)
  view.setBigUint64(4, view.getBigUint64(4) ^ BigInt(index))
  return nonce
}

/** What `work` answers with is a chunk that has been copied to its place. */
async function inWindows(count: number, work: (index: number) => Promise<Bytes>): Promise<void> {
  for (let start = 0; start < count; start += chunksAtOnce) {
    const window = Array.from({ length: Math.min(chunksAtOnce, count - start) }, (_, step) => start + step)
    releaseBytes(...(await Promise.all(window.map(work))))
  }
}
