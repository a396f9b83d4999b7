/** `nornos vault verify FILE`: checks a backup without any key, and says what was found. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { type BackupFault, type BackupReport, readBackup } from '@nornos/crypto/backup'
import { toHex } from '@nornos/std'
import type { Command } from './command.ts'

const faultWords: Readonly<Record<BackupFault['code'], string>> = {
  malformed: 'is not what its name says',
  'cut-short': 'is the last that could be read: the archive ends too early or is no backup',
  'not-signed': 'is not signed by a device or root key of this vault',
  'chain-broken': 'does not follow from what stands before it',
  'hash-differs': 'was altered',
  'state-root-differs': 'is not the state that the last commit stands for',
  missing: 'is missing',
  'not-listed': 'belongs to no object of the vault',
}

const pieceBytes = 1024 * 1024

export const vault: Command = {
  summary: 'verify FILE: checks a backup of a vault, without any key',
  run: async ([verb, file, ...others]) => {
    if (verb !== 'verify' || file === undefined || others.length > 0) {
      console.error('Usage: nornos vault verify FILE')
      return 2
    }
    const found = await stat(file).catch(() => null)
    if (!found?.isFile()) {
      console.error(`There is no file ${file}.`)
      return 2
    }
    const pieces = createReadStream(file, { highWaterMark: pieceBytes })
    const report = await readBackup(Readable.toWeb(pieces) as ReadableStream<Uint8Array>)
    for (const line of describe(report)) console.log(line)
    return report.backup ? 0 : 1
  },
}

function describe({ backup, bytes, entries, faults }: BackupReport): readonly string[] {
  const counted = `${entries} entries, ${(bytes / 1e6).toFixed(1)} MB read.`
  if (!backup) return [...faults.map(({ code, place }) => `wrong  ${place} ${faultWords[code]}`), counted]
  const { blobs, head, leaves } = backup
  return [
    `good   Vault ${head.vaultId} as of ${new Date(head.madeAt).toISOString()}`,
    `good   Commit ${head.number}, head ${toHex(head.head)}`,
    `good   ${leaves.length} objects, ${blobs.size} of them with their bytes; the others are deleted.`,
    'note   Whether it opens can be told only with the words or the kit.',
    counted,
  ]
}
