/**
 * Sealed bytes in a folder: written beside, hashed on the way, synced, then renamed. The embedded adapter of the port.
 * A draft that a crash left behind is removed at the next start.
 */
import { createHash, randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { Unavailable } from '@nornos/service-kit'
import type { Bytes } from '@nornos/std'
import type { ByteRange } from '../domain/parse-range.ts'
import type { ObjectStore } from './object-store.ts'

/** An upload takes minutes; an older draft has nobody who still writes it. */
const draftAgeMs = 24 * 60 * 60 * 1_000

export async function openObjectFolder(folder: string): Promise<ObjectStore> {
  const drafts = path.join(folder, 'drafts')
  await makeFolder(drafts)
  await removeOldDrafts(drafts)
  const placeOf = (vaultId: string, sha256: string) => path.join(folder, vaultId, sha256.slice(0, 2), sha256)
  return {
    put: async (vaultId, sha256, bytes) => {
      const draft = path.join(drafts, randomBytes(12).toString('hex'))
      try {
        const written = await writeHashed(draft, bytes)
        if (written.sha256 !== sha256) return null
        const place = placeOf(vaultId, sha256)
        await onStorage(async () => {
          await makeFolder(path.dirname(place))
          await rename(draft, place)
          await syncFolder(path.dirname(place))
        })
        return written.size
      } finally {
        await rm(draft, { force: true })
      }
    },
    get: async (vaultId, sha256, range) => {
      const handle = await openExisting(placeOf(vaultId, sha256))
      if (!handle) return null
      return range === undefined ? readSmall(handle) : streamOf(handle, range)
    },
    read: async (vaultId, sha256, size) => {
      const handle = await openExisting(placeOf(vaultId, sha256))
      return handle && readExactly(handle, size)
    },
    delete: (vaultId, sha256) => onStorage(() => rm(placeOf(vaultId, sha256), { force: true })),
  }
}

async function writeHashed(
  file: string,
  bytes: ReadableStream<Bytes>,
): Promise<{ readonly sha256: string; readonly size: number }> {
  const hash = createHash('sha256')
  let size = 0
  const handle = await onStorage(() => open(file, 'wx', 0o600))
  try {
    for await (const chunk of bytes) {
      hash.update(chunk)
      // Unlike `write`, it goes on until all of the chunk is written.
      await onStorage(() => handle.writeFile(chunk))
      size += chunk.byteLength
    }
    await onStorage(() => handle.sync())
  } finally {
    await handle.close()
  }
  return { sha256: hash.digest('hex'), size }
}

/** Makes the folder and those above it, each entry durable. */
async function makeFolder(folder: string): Promise<void> {
  const first = await onStorage(() => mkdir(folder, { recursive: true, mode: 0o700 }))
  if (first === undefined) return
  for (let made = folder; made.length >= first.length; made = path.dirname(made)) {
    await syncFolder(path.dirname(made))
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function openExisting(place: string): Promise<FileHandle | null> {
  try {
    return await open(place, 'r')
  } catch (cause) {
    if (cause instanceof Error && Reflect.get(cause, 'code') === 'ENOENT') return null
    throw new Unavailable('the object folder cannot be read', { cause })
  }
}

/** What is smaller is read in one go: a stream costs more than its bytes. */
const smallBytes = 64 * 1024

async function readSmall(handle: FileHandle): Promise<ReadableStream<Bytes>> {
  const { size } = await handle.stat()
  if (size > smallBytes) return streamOf(handle, {})
  try {
    return new Blob([await handle.readFile()]).stream()
  } catch (cause) {
    throw new Unavailable('the object folder cannot be read', { cause })
  } finally {
    await handle.close()
  }
}

/** One byte more is asked for, so that a longer file is told apart. */
async function readExactly(handle: FileHandle, size: number): Promise<Bytes | null> {
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(size + 1), 0, size + 1, 0)
    return bytesRead === size ? buffer.subarray(0, size) : null
  } catch (cause) {
    throw new Unavailable('the object folder cannot be read', { cause })
  } finally {
    await handle.close()
  }
}

function streamOf(handle: FileHandle, range: Partial<ByteRange>): ReadableStream<Bytes> {
  return Readable.toWeb(handle.createReadStream(range)) as ReadableStream<Bytes>
}

async function removeOldDrafts(drafts: string): Promise<void> {
  for (const name of await readdir(drafts)) {
    const draft = path.join(drafts, name)
    const found = await stat(draft).catch(() => null)
    if (found && Date.now() - found.mtimeMs > draftAgeMs) await rm(draft, { force: true })
  }
}

/** A full or broken disk is an outage for whoever asked, not a fault of theirs. */
async function onStorage<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (cause) {
    throw new Unavailable('the object folder failed', { cause })
  }
}
