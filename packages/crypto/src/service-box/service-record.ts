/** A service's own records, sealed under a data key and bound to the row they belong to. */
import { type Bytes, concat, utf8 } from '@nornos/std'
import { openBox, sealBox } from '../format/box.ts'
import { named, textList } from '../format/byte-writer.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import type { ServiceKey } from './service-key.ts'

const magic = utf8('NVB1')

/** How many bytes a sealed record is longer, up to one chunk of 16 KiB; 16 more for each further one. */
export const serviceBoxOverheadBytes = 76

/** `context` names table, column and row: the record opens nowhere else. */
export async function sealForService(
  { inputKey }: ServiceKey,
  context: readonly string[],
  bytes: Bytes,
): Promise<Bytes> {
  return concat(magic, await sealBox(inputKey, recordContext(context), bytes))
}

/** Throws `cannot-open` for altered bytes, another key or another context. */
export async function openForService(
  { inputKey }: ServiceKey,
  context: readonly string[],
  sealed: Uint8Array,
): Promise<Bytes> {
  const front = sealed.slice(0, magic.length)
  if (magic.some((byte, index) => front[index] !== byte)) throw new CryptoError('cannot-open')
  return openBox(inputKey, recordContext(context), sealed.slice(magic.length))
}

function recordContext(context: readonly string[]): Bytes {
  return named('nornos/service-record/1', textList(context))
}
