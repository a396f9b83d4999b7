/**
 * Goal: `nornos vault verify` tells a good backup from a bad one, in words and by its exit code.
 * Method: a backup of a new vault, written by hand, checked by the program itself.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import {
  encodeBackupHead,
  encodeLeaves,
  encodeSums,
  sumsName,
  type TarEntry,
  tarEnd,
  tarHeader,
  tarPadding,
} from '@nornos/crypto/backup'
import { createVault, makeKitEntropy } from '@nornos/crypto/vault-seal'
import { bucketOf, hashBytes } from '@nornos/crypto/verify'
import { concat, toHex } from '@nornos/std'

const program = fileURLToPath(new URL('../../bin/nornos.mjs', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'nornos-verify-'))
after(() => rmSync(folder, { recursive: true }))

function verify(file: string) {
  return spawnSync(process.execPath, [program, 'vault', 'verify', file], { encoding: 'utf8' })
}

async function writeBackup(name: string, blob: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>) {
  const vaultId = randomUUID()
  const { genesis, keyring, roster, slots } = await createVault({
    vaultId,
    deviceId: randomUUID(),
    deviceName: 'Laptop',
    now: Date.now(),
    openers: [1, 2].map(() => ({
      slotId: randomUUID(),
      opener: { kind: 'kit', entropy: makeKitEntropy() } as const,
    })),
  })
  const { changes, head } = genesis.commit
  const entries: TarEntry[] = [
    { name: 'head', bytes: encodeBackupHead({ vaultId, number: 1, head, rosterNumber: 1, madeAt: 0 }) },
    { name: 'rosters/1', bytes: roster.bytes },
    ...slots.map(({ bytes, entry }) => ({ name: `slots/${entry.id}`, bytes })),
    { name: 'commits/1', bytes: genesis.bytes },
  ]
  for (let bucket = 0; bucket < 256; bucket++) {
    const leaves = changes.filter(({ objectId }) => bucketOf(objectId) === bucket)
    entries.push({ name: `state/${bucket.toString(16).padStart(2, '0')}`, bytes: encodeLeaves(leaves) })
  }
  const sums = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const entry of entries) sums.set(entry.name, await hashBytes(entry.bytes))
  entries.push({ name: sumsName, bytes: encodeSums(sums) })
  entries.push({ name: `blobs/${toHex(keyring.blobHash)}`, bytes: blob(keyring.bytes) })
  const parts = entries.flatMap((entry) => [
    tarHeader(entry.name, entry.bytes.length),
    entry.bytes,
    tarPadding(entry.bytes.length),
  ])
  const file = join(folder, name)
  writeFileSync(file, concat(...parts, tarEnd()))
  return { file, vaultId }
}

test('a good backup is said to be good, and read by tar and sha256sum too', async () => {
  const { file, vaultId } = await writeBackup('good.tar', (bytes) => bytes)
  const { status, stdout } = verify(file)
  assert.match(stdout, new RegExp(`good {3}Vault ${vaultId}`))
  assert.equal(status, 0)
  const unpacked = spawnSync('tar', ['-xf', file, '-C', folder], { encoding: 'utf8' })
  assert.equal(unpacked.status, 0, unpacked.stderr)
  const summed = spawnSync('sha256sum', ['--check', '--quiet', sumsName], { cwd: folder, encoding: 'utf8' })
  assert.equal(summed.status, 0, summed.stdout)
})

test('an altered one is named with its place, and what is no backup with what to do', async () => {
  const { file } = await writeBackup('bad.tar', (bytes) => bytes.with(200, 7).with(201, 7).slice())
  const { status, stdout } = verify(file)
  assert.match(stdout, /^wrong {2}blobs\/[0-9a-f]{64} was altered$/m)
  assert.equal(status, 1)
  writeFileSync(join(folder, 'letter.txt'), 'Dear doctor')
  assert.equal(verify(join(folder, 'letter.txt')).status, 1)
  assert.equal(verify(join(folder, 'nothing')).status, 2)
})
