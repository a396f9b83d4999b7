/** Blobs in a folder: written beside, hashed on the way, synced, then renamed. The embedded adapter of the port. */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { Bytes } from '@nornos/std'
import type { ObjectStore } from './object-store.ts'

export function openObjectFolder(folder: string): ObjectStore {
  const placeOf = (vaultId: string, sha256: string) => path.join(folder, vaultId, sha256.slice(0, 2), sha256)
  return {
    put: async (vaultId, sha256, bytes) => {
      const place = placeOf(vaultId, sha256)
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
      const draft = `${place}.${randomBytes(6).toString('hex')}.draft`
      try {
        const written = await writeHashed(draft, bytes)
        if (written.sha256 !== sha256) return null
        await rename(draft, place)
        await syncFolder(path.dirname(place))
        return written.size
      } finally {
        await rm(draft, { force: true })
      }
    },
    get: async (vaultId, sha256, range) => {
      const place = placeOf(vaultId, sha256)
      if (!(await exists(place))) return null
      return Readable.toWeb(createReadStream(place, range)) as ReadableStream<Bytes>
    },
    delete: (vaultId, sha256) => rm(placeOf(vaultId, sha256), { force: true }),
  }
}

async function writeHashed(
  file: string,
  bytes: ReadableStream<Bytes>,
): Promise<{ readonly sha256: string; readonly size: number }> {
  const hash = createHash('sha256')
  let size = 0
  const handle = await open(file, 'wx', 0o600)
  try {
    for await (const chunk of bytes) {
      hash.update(chunk)
      await handle.writev([chunk])
      size += chunk.byteLength
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { sha256: hash.digest('hex'), size }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}

async function exists(place: string): Promise<boolean> {
  const found = await stat(place).catch((cause: unknown) => {
    if (cause instanceof Error && Reflect.get(cause, 'code') === 'ENOENT') return null
    throw cause
  })
  return found !== null
}
