/** The embedded key port: a 32-byte key in a file that only the service's user can read. */
import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { Bytes } from '@nornos/std'

/** The key file exists but does not hold 32 bytes. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError'
}

/** Reads the key, or makes it once: two processes that start together get the same one. */
export async function openKeyFile(file: string): Promise<Bytes> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const existing = await readKey(file)
  if (existing) return existing
  const fresh = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`
  const handle = await open(fresh, 'wx', 0o600)
  await handle.write(randomBytes(32))
  await handle.sync()
  await handle.close()
  // A hard link fails when another process was first; then its key counts.
  await link(fresh, file).catch(ignoreExisting)
  await unlink(fresh)
  await chmod(file, 0o600)
  const key = await readKey(file)
  if (!key) throw new KeyFileError('key file vanished while it was made')
  return key
}

async function readKey(file: string): Promise<Bytes | null> {
  try {
    const bytes = new Uint8Array(await readFile(file))
    if (bytes.length !== 32) throw new KeyFileError('key file does not hold 32 bytes')
    return bytes
  } catch (cause) {
    if (cause instanceof Error && Reflect.get(cause, 'code') === 'ENOENT') return null
    throw cause
  }
}

function ignoreExisting(cause: unknown): void {
  if (!(cause instanceof Error) || Reflect.get(cause, 'code') !== 'EEXIST') throw cause
}
