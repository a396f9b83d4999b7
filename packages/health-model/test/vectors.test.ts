/**
 * Goal: the formats of specs/ are what the checked-in vectors say, and stay so.
 * Method: every file is read back as the spec says, and every case is made again and compared byte for byte. The
 * compressed form of a block may differ between platforms: there, the samples are compared.
 */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import {
  AuditEvent,
  ConsentRecord,
  decodeBlock,
  encodeBlockStored,
  readInboxContent,
} from '@nornos/health-model'
import { fromHex, present, toHex } from '@nornos/std'
import { vectorFiles } from './vector-cases.ts'

const root = new URL('../../../specs/vectors/', import.meta.url)
const bytesOf = (hex: string) => present(fromHex(hex), 'a vector is hex')

test('every case is as it was written down, and no file is left over', async () => {
  const files = await vectorFiles()
  for (const { path, content } of files) {
    const { deflated: _, ...now } = JSON.parse(JSON.stringify(content))
    const { deflated: __, ...then } = JSON.parse(await readFile(new URL(path, root), 'utf8'))
    assert.deepEqual(now, then, path)
  }
  for (const folder of ['block', 'consent', 'audit-log', 'inbox-payload']) {
    const names = await readdir(new URL(folder, root))
    assert.deepEqual(names.map((name) => `${folder}/${name}`).toSorted(), pathsIn(files, folder))
  }
})

function pathsIn(files: readonly { path: string }[], folder: string): string[] {
  return files
    .map(({ path }) => path)
    .filter((path) => path.startsWith(`${folder}/`))
    .toSorted()
}

test('a block of the vectors is read or refused as its file says', async () => {
  for (const name of await readdir(new URL('block', root))) {
    const vector = JSON.parse(await readFile(new URL(`block/${name}`, root), 'utf8'))
    const read = await decodeBlock(bytesOf(vector.stored))
    assert.equal(read.ok ? 'ok' : read.error.fault, vector.expect, name)
    if (!read.ok) continue
    assert.equal(toHex(encodeBlockStored(read.value)), vector.stored)
    assert.equal(read.value.count, vector.samples.length)
    if (vector.deflated !== undefined) assert.deepEqual(await decodeBlock(bytesOf(vector.deflated)), read)
  }
})

test('records and events of the vectors are accepted or refused as their files say', async () => {
  for (const [folder, schema, member] of [
    ['consent', ConsentRecord, 'input'],
    ['audit-log', AuditEvent, 'event'],
  ] as const) {
    for (const name of await readdir(new URL(folder, root))) {
      const vector = JSON.parse(await readFile(new URL(`${folder}/${name}`, root), 'utf8'))
      if (folder === 'consent' && vector.kind !== 'consent') continue
      assert.equal(schema.safeParse(vector[member]).success, vector.expect === 'ok', name)
    }
  }
})

test('payloads of the vectors are taken or refused as their files say', async () => {
  for (const name of await readdir(new URL('inbox-payload', root))) {
    const vector = JSON.parse(await readFile(new URL(`inbox-payload/${name}`, root), 'utf8'))
    const read = readInboxContent(vector.kind, bytesOf(vector.payload), vector.sender)
    assert.equal(read.ok ? 'ok' : read.error, vector.expect, name)
  }
})
