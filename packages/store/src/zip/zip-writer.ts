/**
 * A zip archive that is written front to back and never held: each entry is deflated as it comes, its sizes follow
 * behind it, the list of entries stands at the end. Entries and archives above 4 GiB use zip64.
 */

import { crc32 } from '@nornos/importers'
import { type Bytes, utf8 } from '@nornos/std'
import {
  directoryEnd,
  directoryEntry,
  fields,
  localHeader,
  type NamedEntry,
  type WrittenEntry,
} from './zip-headers.ts'

export interface ZipEntry {
  /** ASCII or UTF-8, `/` between folders. */
  readonly name: string
  /** False for bytes that are compressed already. */
  readonly isDeflated: boolean
  readonly content: AsyncIterable<Bytes> | Iterable<Bytes>
}

export async function* writeZip(
  entries: AsyncIterable<ZipEntry>,
): AsyncGenerator<Bytes, undefined, undefined> {
  const written: WrittenEntry[] = []
  let at = 0
  function* count(bytes: Bytes): Generator<Bytes> {
    at += bytes.length
    yield bytes
  }
  for await (const entry of entries) {
    const start = at
    const named: NamedEntry = { name: utf8(entry.name), method: entry.isDeflated ? 8 : 0 }
    yield* count(localHeader(named))
    const sums = { crc: 0, size: 0, packed: 0 }
    for await (const bytes of packedContent(entry, sums)) yield* count(bytes)
    yield* count(descriptor(sums))
    written.push({ ...named, ...sums, at: start })
  }
  const directoryAt = at
  for (const one of written) yield* count(directoryEntry(one))
  yield* count(directoryEnd(written.length, directoryAt, at - directoryAt))
}

interface Sums {
  crc: number
  size: number
  packed: number
}

async function* packedContent({ content, isDeflated }: ZipEntry, sums: Sums): AsyncGenerator<Bytes> {
  const counted = countedContent(content, sums)
  const packed = isDeflated ? deflated(counted) : counted
  for await (const bytes of packed) {
    sums.packed += bytes.length
    yield bytes
  }
}

async function* countedContent(content: ZipEntry['content'], sums: Sums): AsyncGenerator<Bytes> {
  for await (const bytes of content) {
    sums.crc = crc32(bytes, sums.crc)
    sums.size += bytes.length
    yield bytes
  }
}

async function* deflated(source: AsyncGenerator<Bytes>): AsyncGenerator<Bytes> {
  const { readable, writable } = new CompressionStream('deflate-raw')
  const feeding = feed(source, writable.getWriter())
  // What goes wrong with the source is thrown where its bytes are taken, below.
  feeding.catch(() => undefined)
  const reader = readable.getReader()
  for (let step = await reader.read(); !step.done; step = await reader.read())
    yield new Uint8Array(step.value)
  await feeding
}

async function feed(
  source: AsyncGenerator<Bytes>,
  writer: WritableStreamDefaultWriter<Bytes>,
): Promise<void> {
  try {
    for await (const bytes of source) await writer.write(bytes)
    await writer.close()
  } catch (cause) {
    await writer.abort(cause)
    throw cause
  }
}

function descriptor({ crc, packed, size }: Sums): Bytes {
  return fields([4, 0x0807_4b50], [4, crc], [8, packed], [8, size])
}
