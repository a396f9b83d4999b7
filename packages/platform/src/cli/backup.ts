/** `nornos backup key|create|verify|restore`: a stopped installation in one encrypted file, and back. */
import { readFile, stat, writeFile } from 'node:fs/promises'
import { generateX25519Identity } from 'age-encryption'
import {
  type BackupFigures,
  createBackup,
  restoreBackup,
  verifyBackup,
} from '../backup/installation-backup.ts'
import type { Command } from './command.ts'
import { stateFolder } from './state-folder.ts'

const usage = `Usage: nornos backup key KEYFILE
       nornos backup create FILE --key KEYFILE
       nornos backup verify FILE --key KEYFILE [--sample 1% | --full]
       nornos backup restore FILE --key KEYFILE`

export const backup: Command = {
  summary: 'key, create, verify, restore: this installation in one encrypted file, and back',
  run: async ([verb, file, ...words]) => {
    const options = readOptions(words)
    if (file === undefined || options === null) return refuse(usage)
    if (verb === 'key') return makeKey(file)
    if (options.keyFile === null) return refuse(usage)
    const identity = await readIdentity(options.keyFile)
    if (identity === null)
      return refuse(`${options.keyFile} is no key file. Make one: nornos backup key KEYFILE`)
    if (verb === 'create') return tell('Written', await createBackup(stateFolder(), file, identity))
    if (verb === 'verify') return tell('Good', await verifyBackup(file, identity, options.share))
    if (verb !== 'restore') return refuse(usage)
    tell('Restored', await restoreBackup(stateFolder(), file, identity))
    console.log('All sharing has ended: patients share again what they want to share.')
    return 0
  },
}

interface Options {
  readonly keyFile: string | null
  /** Of the sealed objects, 0 to 1. */
  readonly share: number
}

function readOptions(words: readonly string[]): Options | null {
  let keyFile: string | null = null
  let share = 0.01
  for (let at = 0; at < words.length; at++) {
    const word = words[at]
    if (word === '--full') share = 1
    else if (word === '--key') keyFile = words[++at] ?? null
    else if (word === '--sample' && /^\d{1,3}%$/.test(words[at + 1] ?? '')) {
      share = Math.min(1, Number.parseInt(words[++at] ?? '', 10) / 100)
    } else return null
  }
  return { keyFile, share }
}

async function makeKey(file: string): Promise<number> {
  if (await stat(file).catch(() => null)) return refuse(`${file} exists already, and is not overwritten.`)
  await writeFile(file, `${await generateX25519Identity()}\n`, { mode: 0o600, flag: 'wx', flush: true })
  console.log(`Written ${file}. Keep it apart from the backups: without it they cannot be read.`)
  return 0
}

async function readIdentity(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return /^AGE-SECRET-KEY-1[0-9A-Z]+$/m.exec(text)?.[0] ?? null
}

function tell(what: string, { checked, files }: BackupFigures): number {
  const objects = checked > 0 ? `, ${checked} sealed objects compared with their names` : ''
  console.log(`${what}: ${files} files${objects}.`)
  return 0
}

function refuse(text: string): number {
  console.error(text)
  return 2
}
