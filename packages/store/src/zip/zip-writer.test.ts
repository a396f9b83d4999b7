/**
 * Goal: what the writer streams is a zip that other programs read, whatever the entries are.
 * Method: entries of several shapes are read back by fflate; a source that fails makes the archive fail.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32 } from '@nornos/importers'
import { type Bytes, concat, utf8 } from '@nornos/std'
import { unzipSync } from 'fflate'
import { writeZip, type ZipEntry } from './zip-writer.ts'

test('entries come back as they were, deflated or not, empty or in pieces', async () => {
  const noise = crypto.getRandomValues(new Uint8Array(60_000))
  const zip = await written([
    { name: 'empty.txt', isDeflated: true, content: [] },
    { name: 'folder/å.txt', isDeflated: true, content: [utf8('one '), utf8('two')] },
    { name: 'noise.bin', isDeflated: false, content: [noise.slice(0, 7), noise.slice(7)] },
  ])
  const files = unzipSync(zip)
  assert.deepEqual(Object.keys(files), ['empty.txt', 'folder/å.txt', 'noise.bin'])
  assert.equal(new TextDecoder().decode(files['folder/å.txt']), 'one two')
  assert.deepEqual(files['noise.bin'], noise)
})

test('a source that fails fails the archive', async () => {
  async function* broken(): AsyncGenerator<Bytes> {
    yield utf8('begun')
    throw new Error('the disk is gone')
  }
  await assert.rejects(written([{ name: 'a', isDeflated: true, content: broken() }]), /the disk is gone/)
})

test('the checksum is that of the standard, also when it is continued', () => {
  assert.equal(crc32(utf8('123456789')), 0xcbf4_3926)
  assert.equal(crc32(utf8('6789'), crc32(utf8('12345'))), 0xcbf4_3926)
})

async function written(entries: readonly ZipEntry[]): Promise<Bytes> {
  async function* all(): AsyncGenerator<ZipEntry> {
    yield* entries
  }
  return concat(...(await Array.fromAsync(writeZip(all()))))
}
