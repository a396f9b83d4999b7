/**
 * A zip archive that is written front to back and never held: each entry is deflated as it comes, its sizes follow
 * behind it, the list of entries stands at the end. Entries and archives above 4 GiB use zip64.
 */
import { type Bytes, concat, utf8 } from '@nornos/std'
import { crc32 } from './crc32.ts'

export interface ZipEntry {
  /** ASCII or UTF-8, `/` between folders. */
  readonly name: string
  /** False for bytes that are compressed already. */
  readonly isDeflated: boolean
  readonly content: AsyncIterable<Bytes> | Iterable<Bytes>
}

interface Written {
  readonly name: Bytes
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly at: number
}

const fourGiB = 0xffff_ffff
/** Sizes follow the bytes (bit 3), names are UTF-8 (bit 11). */
const flags = 0x0808
/** 1980-01-01: an archive says nothing about when it was made. */
const date = 0x0021
const zip64Version = 45

export async function* writeZip(
  entries: AsyncIterable<ZipEntry>,
): AsyncGenerator<Bytes, undefined, undefined> {
  const written: Written[] = []
  let at = 0
  function* count(bytes: Bytes): Generator<Bytes> {
    at += bytes.length
    yield bytes
  }
  for await (const entry of entries) {
    const start = at
    const name = utf8(entry.name)
    const method = entry.isDeflated ? 8 : 0
    yield* count(localHeader(name, method))
    const sums = { crc: 0, size: 0, packed: 0 }
    for await (const bytes of packedContent(entry, sums)) yield* count(bytes)
    yield* count(descriptor(sums))
    written.push({ name, method, ...sums, at: start })
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

/** Says beforehand that lengths may need eight bytes. */
function localHeader(name: Bytes, method: number): Bytes {
  const extra = fields([2, 1], [2, 16], [8, 0], [8, 0])
  const head = fields(
    [4, 0x0403_4b50],
    ...([
      [2, zip64Version],
      [2, flags],
      [2, method],
      [2, 0],
      [2, date],
    ] as const),
    ...([
      [4, 0],
      [4, fourGiB],
      [4, fourGiB],
      [2, name.length],
      [2, extra.length],
    ] as const),
  )
  return concat(head, name, extra)
}

function descriptor({ crc, packed, size }: Sums): Bytes {
  return fields([4, 0x0807_4b50], [4, crc], [8, packed], [8, size])
}

function directoryEntry({ at, crc, method, name, packed, size }: Written): Bytes {
  const extra = fields([2, 1], [2, 24], [8, size], [8, packed], [8, at])
  const head = fields(
    [4, 0x0201_4b50],
    ...([
      [2, zip64Version],
      [2, zip64Version],
      [2, flags],
      [2, method],
      [2, 0],
      [2, date],
    ] as const),
    ...([
      [4, crc],
      [4, fourGiB],
      [4, fourGiB],
      [2, name.length],
      [2, extra.length],
    ] as const),
    ...([
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, fourGiB],
    ] as const),
  )
  return concat(head, name, extra)
}

function directoryEnd(entries: number, at: number, length: number): Bytes {
  const zip64 = fields(
    [4, 0x0606_4b50],
    ...([
      [8, 44],
      [2, zip64Version],
      [2, zip64Version],
      [4, 0],
      [4, 0],
    ] as const),
    ...([
      [8, entries],
      [8, entries],
      [8, length],
      [8, at],
    ] as const),
  )
  const locator = fields([4, 0x0706_4b50], [4, 0], [8, at + length], [4, 1])
  const few = Math.min(entries, 0xffff)
  const end = fields(
    [4, 0x0605_4b50],
    ...([
      [2, 0],
      [2, 0],
      [2, few],
      [2, few],
    ] as const),
    ...([
      [4, Math.min(length, fourGiB)],
      [4, Math.min(at, fourGiB)],
      [2, 0],
    ] as const),
  )
  return concat(zip64, locator, end)
}

type Field = readonly [width: 2 | 4 | 8, value: number]

/** Little endian, as zip is. */
function fields(...list: readonly Field[]): Bytes {
  const bytes = new Uint8Array(list.reduce((sum, [width]) => sum + width, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [width, value] of list) {
    if (width === 2) view.setUint16(at, value, true)
    else if (width === 4) view.setUint32(at, value, true)
    else view.setBigUint64(at, BigInt(value), true)
    at += width
  }
  return bytes
}
