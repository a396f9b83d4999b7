/**
 * What a backup of an installation is inside: its files and folders one after another, each file with its SHA-256 behind it.
 * Around it lies an `age` file, which nobody can read or change without the key, and which shows when it was cut.
 *
 *   "NVA1", then for each entry: kind u8 (1 folder, 2 file), length of the name u16, name, for a file its size u64, its
 *   bytes, their SHA-256; at the end kind 0.
 */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'
import { type Bytes, concat, utf8 } from '@nornos/std'

export interface ArchiveEntry {
  /** Below the state folder, with `/`. */
  readonly name: string
  readonly kind: 'folder' | 'file'
}

export class ArchiveError extends Error {
  override readonly name = 'ArchiveError'
}

const magic = utf8('NVA1')
const nameBytesMax = 4_096

/** Everything below `folder` for which `isKept` holds, folders before what is in them. */
export async function* writeArchive(
  folder: string,
  isKept: (name: string) => boolean,
  onEntry: (entry: ArchiveEntry) => void,
): AsyncGenerator<Bytes> {
  yield magic
  for await (const entry of entriesBelow(folder, '', isKept)) {
    onEntry(entry)
    const name = utf8(entry.name)
    if (entry.kind === 'folder') yield concat(Uint8Array.of(1), u16(name.length), name)
    else yield* fileEntry(path.join(folder, entry.name), name)
  }
  yield Uint8Array.of(0)
}

async function* fileEntry(file: string, name: Bytes): AsyncGenerator<Bytes> {
  const { size } = await lstat(file)
  yield concat(Uint8Array.of(2), u16(name.length), name, u64(size))
  const hash = createHash('sha256')
  let written = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    const bytes = new Uint8Array(chunk)
    hash.update(bytes)
    written += bytes.length
    yield bytes
  }
  if (written !== size) throw new ArchiveError(`${file} changed while it was read. Stop what writes it.`)
  yield new Uint8Array(hash.digest())
}

async function* entriesBelow(
  folder: string,
  inside: string,
  isKept: (name: string) => boolean,
): AsyncGenerator<ArchiveEntry> {
  const found = await readdir(path.join(folder, inside), { withFileTypes: true })
  for (const one of found.sort((left, right) => (left.name < right.name ? -1 : 1))) {
    const name = inside === '' ? one.name : `${inside}/${one.name}`
    if (!isKept(name)) continue
    // The database's folder may be a link to a place that its account can enter.
    const isFolder = one.isDirectory() || (one.isSymbolicLink() && name === 'postgres')
    if (isFolder) {
      yield { name, kind: 'folder' }
      yield* entriesBelow(folder, name, isKept)
    } else if (one.isFile()) yield { name, kind: 'file' }
  }
}

export interface ArchiveReader {
  onFolder(name: string): Promise<void>
  /** Gets the bytes as they come; `finish` once they were right. */
  onFile(name: string): Promise<{ write(bytes: Uint8Array): Promise<void>; finish(): Promise<void> }>
}

/** Throws ArchiveError for a file whose bytes are not what was written, and for an archive without its end. */
export async function readArchive(source: ReadableStream<Uint8Array>, reader: ArchiveReader): Promise<void> {
  const input = takeFrom(source)
  if (Buffer.compare(await input.take(4), magic) !== 0) throw new ArchiveError('This is no backup of Nornos.')
  for (;;) {
    const [kind = 0] = await input.take(1)
    if (kind === 0) return
    const length = new DataView((await input.take(2)).buffer).getUint16(0)
    if (length > nameBytesMax) throw new ArchiveError('A name in the backup is too long.')
    const name = safeName(new TextDecoder().decode(await input.take(length)))
    if (kind === 1) await reader.onFolder(name)
    else await readFileEntry(input, name, reader)
  }
}

/** Nothing leads out of the folder that is restored into. */
function safeName(name: string): string {
  const isSafe = name.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  if (!isSafe || name.includes('\0') || name.includes('\\')) throw new ArchiveError(`An unsafe name: ${name}`)
  return name
}

async function readFileEntry(input: Taker, name: string, reader: ArchiveReader): Promise<void> {
  const size = Number(new DataView((await input.take(8)).buffer).getBigUint64(0))
  const sink = await reader.onFile(name)
  const hash: Hash = createHash('sha256')
  for (let left = size; left > 0; ) {
    const bytes = await input.some(left)
    left -= bytes.length
    hash.update(bytes)
    await sink.write(bytes)
  }
  if (Buffer.compare(await input.take(32), hash.digest()) !== 0)
    throw new ArchiveError(`${name} was altered.`)
  await sink.finish()
}

interface Taker {
  take(length: number): Promise<Bytes>
  /** What is there, at most so many bytes. */
  some(max: number): Promise<Uint8Array>
}

function takeFrom(source: ReadableStream<Uint8Array>): Taker {
  const reader = source.getReader()
  let piece: Uint8Array = new Uint8Array()
  async function some(max: number): Promise<Uint8Array> {
    while (piece.length === 0) {
      const { done, value } = await reader.read()
      if (done) throw new ArchiveError('The backup ends too early.')
      piece = value
    }
    const part = piece.subarray(0, max)
    piece = piece.subarray(part.length)
    return part
  }
  return {
    some,
    async take(length) {
      const taken = new Uint8Array(length)
      for (let filled = 0; filled < length; ) {
        const part = await some(length - filled)
        taken.set(part, filled)
        filled += part.length
      }
      return taken
    },
  }
}

function u16(value: number): Bytes {
  return Uint8Array.of(value >>> 8, value & 0xff)
}

function u64(value: number): Bytes {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
  return bytes
}
