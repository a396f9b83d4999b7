/**
 * Backup of a stopped installation into one encrypted file, and an installation out of one. Read next: archive.ts,
 * kept-files.ts, settle-restore.ts, docs/runbooks/backup-and-restore.md.
 */
import { createHash, randomInt } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, chown, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Bytes } from '@nornos/std'
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption'
import { clusterFolder } from '../postgres/cluster-folder.ts'
import { startPostgres } from '../postgres/index.ts'
import { takeLauncherLock } from '../postgres/launcher-lock.ts'
import { unprivilegedAccount } from '../postgres/unprivileged-user.ts'
import { ArchiveError, type ArchiveReader, readArchive, writeArchive } from './archive.ts'
import { hashInName, isKept } from './kept-files.ts'
import { settleRestore } from './settle-restore.ts'

export interface BackupFigures {
  readonly files: number
  /** Sealed objects whose bytes were compared with their names. */
  readonly checked: number
}

/** Throws PostgresError `state-in-use` while the platform runs. `identity`: `AGE-SECRET-KEY-…`. */
export async function createBackup(state: string, file: string, identity: string): Promise<BackupFigures> {
  const cluster = clusterFolder(state, unprivilegedAccount())
  const lock = takeLauncherLock(cluster)
  const draft = `${file}.draft`
  let files = 0
  try {
    const encrypter = new Encrypter()
    encrypter.addRecipient(await identityToRecipient(identity))
    const archive = writeArchive(state, isKept, ({ kind }) => {
      if (kind === 'file') files++
    })
    const sealed = await encrypter.encrypt(streamOf(archive))
    await pipeline(piecesOf(sealed), createWriteStream(draft, { mode: 0o600, flush: true }))
    await rename(draft, file)
  } finally {
    await rm(draft, { force: true })
    lock.release()
  }
  return { files, checked: 0 }
}

/** Reads the whole file. `share` of the sealed objects, 0 to 1, are compared with their names. */
export async function verifyBackup(file: string, identity: string, share: number): Promise<BackupFigures> {
  const figures = { files: 0, checked: 0 }
  await readArchive(await opened(file, identity), {
    onFolder: async () => undefined,
    onFile: async (name) => {
      figures.files++
      const expected = randomInt(1_000_000) < share * 1_000_000 ? hashInName(name) : null
      if (expected === null) return { write: async () => undefined, finish: async () => undefined }
      const hash = createHash('sha256')
      return {
        write: async (bytes) => void hash.update(bytes),
        finish: async () => {
          if (hash.digest('hex') !== expected) throw new ArchiveError(`${name} is not what its name says.`)
          figures.checked++
        },
      }
    },
  })
  return figures
}

/** Into a state folder that holds nothing. What it must not say any more is settled before anything can be served. */
export async function restoreBackup(state: string, file: string, identity: string): Promise<BackupFigures> {
  const found = await readdir(state).catch(() => [])
  if (found.length > 0) throw new ArchiveError(`${state} is not empty. Restore into a folder that is.`)
  await mkdir(state, { recursive: true, mode: 0o700 })
  const figures = { files: 0, checked: 0 }
  await readArchive(await opened(file, identity), intoFolder(state, figures))
  await using postgres = await startPostgres({ stateFolder: state })
  await settleRestore(postgres.adminUrl)
  return figures
}

function intoFolder(state: string, figures: { files: number }): ArchiveReader {
  const account = unprivilegedAccount()
  const give = async (place: string, name: string, mode: number) => {
    await chmod(place, mode)
    if (account !== null && name.startsWith('postgres/data')) await chown(place, account.uid, account.gid)
  }
  return {
    onFolder: async (name) => {
      const place = path.join(state, name)
      if (name === 'postgres') clusterFolder(state, account)
      else await mkdir(place, { recursive: true })
      if (name !== 'postgres') await give(place, name, 0o700)
    },
    onFile: async (name) => {
      figures.files++
      const place = path.join(state, name)
      const handle = await open(place, 'wx', 0o600)
      return {
        write: async (bytes) => void (await handle.write(bytes)),
        finish: async () => {
          await handle.sync()
          await handle.close()
          await give(place, name, 0o600)
        },
      }
    },
  }
}

async function opened(file: string, identity: string): Promise<ReadableStream<Uint8Array>> {
  await lstat(file)
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const sealed = Readable.toWeb(createReadStream(file, { highWaterMark: 1024 * 1024 }))
  return decrypter.decrypt(sealed as ReadableStream<Uint8Array>)
}

function streamOf(pieces: AsyncGenerator<Bytes>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const step = await pieces.next()
      if (step.done) controller.close()
      else controller.enqueue(step.value)
    },
  })
}

async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value
}
