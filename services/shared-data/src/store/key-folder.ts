/**
 * The files of the field keys, each wrapped by the key port: `<folder>/<patient>/<field>/<key>`. What is made is on
 * disk before anything is sealed under it; what is destroyed is gone from disk before anybody is told so.
 */
import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, rmdir, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { FieldKeyName } from './field-key-store.ts'

export interface KeyFolder {
  write(name: FieldKeyName, wrapped: Uint8Array): Promise<void>
  /** Null when there is none: destroyed, or never made. */
  read(name: FieldKeyName): Promise<Uint8Array | null>
  /** A file that is not there is destroyed already. */
  destroy(name: FieldKeyName): Promise<void>
  /** Keys whose files are older than so many milliseconds, whoever knows them. */
  list(olderThanMs: number): Promise<readonly FileName[]>
}

/** As the file system says it; nobody has checked it. */
export interface FileName {
  readonly patientId: string
  readonly field: string
  readonly keyId: string
}

export function openKeyFolder(folder: string): KeyFolder {
  const folderOf = ({ patientId, field }: FileName) => path.join(folder, patientId, field)
  const fileOf = (name: FileName) => path.join(folderOf(name), name.keyId)
  return {
    write: async (name, wrapped) => {
      const file = await create(folderOf(name), name.keyId)
      try {
        await file.writeFile(wrapped)
        await file.sync()
      } finally {
        await file.close()
      }
      for (const part of parents(folder, name)) await syncFolder(part)
    },
    read: async (name) => readFile(fileOf(name)).catch(nullIfMissing),
    destroy: async (name) => {
      await overwrite(fileOf(name))
      await unlink(fileOf(name)).catch(nullIfMissing)
      await syncFolder(folderOf(name)).catch(nullIfMissing)
      await removeEmpty(folder, name)
    },
    list: (olderThanMs) => listFiles(folder, olderThanMs),
  }
}

/** Tried again when the destruction of another key has just taken the empty folder away. */
async function create(folder: string, keyId: string, triesLeft = 3): Promise<FileHandle> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = await open(path.join(folder, keyId), 'wx', 0o600).catch(nullIfMissing)
  if (file !== null) return file
  if (triesLeft === 0) throw new Error('the folder of a key cannot be made')
  return create(folder, keyId, triesLeft - 1)
}

/** From the innermost outwards: each says that the one inside it is there. */
function parents(folder: string, { patientId, field }: FileName): string[] {
  return [path.join(folder, patientId, field), path.join(folder, patientId), folder]
}

/** Makes the names inside a folder durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A file system that keeps old sectors keeps less of it. */
async function overwrite(file: string): Promise<void> {
  const handle = await open(file, 'r+').catch(nullIfMissing)
  if (handle === null) return
  try {
    const { size } = await handle.stat()
    await handle.write(randomBytes(size), 0, size, 0)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** That a patient once shared a field is nobody's business either. */
async function removeEmpty(folder: string, name: FileName): Promise<void> {
  for (const part of parents(folder, name).slice(0, 2)) {
    await rmdir(part).catch(ignoreInUse)
  }
  await syncFolder(folder).catch(nullIfMissing)
}

async function listFiles(folder: string, olderThanMs: number): Promise<readonly FileName[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(nullIfMissing)
  const found: FileName[] = []
  for (const entry of entries ?? []) {
    const [patientId, field, ...more] = path.relative(folder, entry.parentPath).split(path.sep)
    if (!entry.isFile() || !patientId || !field || more.length > 0) continue
    const state = await stat(path.join(entry.parentPath, entry.name)).catch(nullIfMissing)
    if (state && Date.now() - state.mtimeMs > olderThanMs) found.push({ patientId, field, keyId: entry.name })
  }
  return found
}

function nullIfMissing(cause: unknown): null {
  if (codeOf(cause) === 'ENOENT') return null
  throw cause
}

function ignoreInUse(cause: unknown): void {
  if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(cause) ?? '')) throw cause
}

function codeOf(cause: unknown): string | null {
  const code = cause instanceof Error ? Reflect.get(cause, 'code') : null
  return typeof code === 'string' ? code : null
}
