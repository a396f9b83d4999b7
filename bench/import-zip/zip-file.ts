/** Writes zip archives to disk, honest ones and hostile ones, without holding what goes into them. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { Readable } from 'node:stream'
import zlib from 'node:zlib'

interface Entry {
  readonly name: string
  readonly crc: number
  readonly packed: number
  readonly expanded: number
  readonly offset: number
}

const LOCAL = 0x04034b50
const DIRECTORY = 0x02014b50
const END = 0x06054b50
const DESCRIPTOR = 0x08074b50
const HAS_DESCRIPTOR = 8
const DEFLATED = 8

/** One deflated entry whose lengths stand behind it, as Apple writes them. `copies` entries share its bytes. */
export async function writeZip(
  path: string,
  name: string,
  content: Iterable<Uint8Array | string>,
  copies = 1,
): Promise<void> {
  const file = openSync(path, 'w')
  writeSync(file, headerOf(name))
  const offset = headerOf(name).length
  let [crc, packed, expanded] = [0, 0, 0]
  const counted = Readable.from(content).map((piece: Uint8Array | string) => {
    const bytes = Buffer.from(piece)
    crc = zlib.crc32(bytes, crc)
    expanded += bytes.length
    return bytes
  })
  for await (const piece of counted.compose(zlib.createDeflateRaw())) packed += writeSync(file, piece)
  writeSync(file, words(DESCRIPTOR, crc, packed, expanded))
  const entries = Array.from({ length: copies }, (_, index) => {
    return { name: index === 0 ? name : `${index}`, crc, packed, expanded, offset: 0 }
  })
  writeDirectory(file, entries, offset + packed + 16)
  closeSync(file)
}

function headerOf(name: string): Buffer {
  const header = Buffer.alloc(30 + name.length)
  header.writeUInt32LE(LOCAL, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(HAS_DESCRIPTOR, 6)
  header.writeUInt16LE(DEFLATED, 8)
  header.writeUInt16LE(name.length, 26)
  header.write(name, 30)
  return header
}

function writeDirectory(file: number, entries: readonly Entry[], offset: number): void {
  const rows = entries.map(({ name, crc, packed, expanded, offset: start }) => {
    const row = Buffer.alloc(46 + name.length)
    row.writeUInt32LE(DIRECTORY, 0)
    row.writeUInt16LE(HAS_DESCRIPTOR, 8)
    row.writeUInt16LE(DEFLATED, 10)
    words(crc, packed, expanded).copy(row, 16)
    row.writeUInt16LE(name.length, 28)
    row.writeUInt32LE(start, 42)
    row.write(name, 46)
    return row
  })
  const directory = Buffer.concat(rows)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  words(directory.length, offset).copy(end, 12)
  writeSync(file, directory)
  writeSync(file, end)
}

function words(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4)
  for (const [index, number] of numbers.entries()) bytes.writeUInt32LE(number >>> 0, index * 4)
  return bytes
}
