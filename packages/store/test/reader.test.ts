/**
 * Goal: a backup can be read by a program that shares nothing with this one, with the kit alone.
 * Method: a real vault is backed up; Python and Debian's cryptography
 * open every object; its records are compared with those of the readable export.
 */
import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { TestPlatform } from '@nornos/platform/testing'
import { unzipSync } from 'fflate'
import { appleFile } from './health-files.ts'
import { taken } from './outgoing-files.ts'
import { importWhole, makeOwner } from './test-devices.ts'

const reader = fileURLToPath(new URL('../../../docs/reader/read_backup.py', import.meta.url))
const skip = hasPython() ? false : 'python3 with python3-cryptography is not installed'
const env = skip ? null : await TestPlatform.create()
after(() => env?.[Symbol.asyncDispose]())

test(
  'Python opens every object of a backup with the kit, and nothing with another kit',
  { skip },
  async () => {
    if (env === null) return
    const folder = await mkdtemp(path.join(os.tmpdir(), 'nornos-reader-'))
    try {
      const owner = await makeOwner(env)
      await importWhole(owner.device, appleFile(3).file)
      await owner.device.syncNow()
      const backup = path.join(folder, 'backup.tar')
      await writeFile(backup, await taken(owner.device, await owner.device.startBackup()))
      const opened = path.join(folder, 'opened')
      await read(backup, opened, owner.kitWords)
      const files = await readdir(opened)
      const counts = Object.groupBy(files, (name) => path.extname(name))
      assert.equal(counts['.keyring']?.length, 1)
      assert.ok((counts['.block']?.length ?? 0) > 3)
      const records = new Set<string>()
      for (const name of counts['.record'] ?? []) records.add(await readFile(path.join(opened, name), 'utf8'))
      const zip = unzipSync(await taken(owner.device, await owner.device.startExport(null)))
      const lines = new TextDecoder().decode(zip['records/records.ndjson']).trim().split('\n')
      assert.ok(lines.length > 0)
      for (const line of lines) {
        assert.ok([...records].some((text) => JSON.stringify(JSON.parse(text)) === line))
      }
      const { kitWords } = await owner.device.makeWords()
      await assert.rejects(read(backup, opened, kitWords), /cannot open/)
      await owner.device.close()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
)

test('whoever has to check the reader reads a page and a half', async () => {
  for (const [name, linesMax] of [
    ['sealed_object.py', 60],
    ['x_wing.py', 150],
  ] as const) {
    const text = await readFile(path.join(path.dirname(reader), name), 'utf8')
    assert.ok(text.trimEnd().split('\n').length <= linesMax, name)
  }
})

function read(backup: string, folder: string, kitWords: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = execFile('python3', [reader, backup, folder], (error, _, said) => {
      if (error) reject(new Error(said, { cause: error }))
      else resolve()
    })
    child.stdin?.end(kitWords.join(' '))
  })
}

function hasPython(): boolean {
  try {
    execFileSync('python3', ['-c', 'import cryptography'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
