/** Key files: a few named secrets as JSON, readable by their owner alone, replaced as a whole or not at all. */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

export type Secrets = Readonly<Record<string, string>>

/** The secrets in the file, or null when there is no file. */
export function readSecrets(file: string): Secrets | null {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

/** On disk when it returns: a password must not be lost after the database has taken it. */
export function writeSecrets(file: string, secrets: Secrets): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  writeDurably(draft, `${JSON.stringify(secrets, null, 2)}\n`)
  renameSync(draft, file)
  syncFolder(dirname(file))
}

/** 192 random bits, in characters that need no escaping in a URL or in SQL. */
export function makePassword(): string {
  return randomBytes(24).toString('base64url')
}

export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function writeDurably(file: string, text: string): void {
  const handle = openSync(file, 'w', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
