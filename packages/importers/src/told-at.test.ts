/**
 * Goal: of two exports it is known which one was made later, on every device the same.
 * Method: archives with dates of their own beside files without, and archives that are none.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipSync } from 'fflate'
import { toldAt } from './told-at.ts'

const written = Date.UTC(2024, 5, 1)
const text = new TextEncoder().encode('{}')

function fileOf(bytes: Uint8Array): File {
  return new File([new Uint8Array(bytes)], 'export.zip', { lastModified: written })
}

test('an archive was made when its newest entry was, whenever it was copied', async () => {
  const archive = zipSync({
    'old.json': [text, { mtime: new Date(2019, 1, 2, 3, 4, 6) }],
    'new.json': [text, { mtime: new Date(2021, 10, 30, 23, 59, 58) }],
  })
  assert.equal(await toldAt(fileOf(archive)), Date.UTC(2021, 10, 30, 23, 59, 58))
})

test('a file that is no archive, one without dates and one that is broken say when they were written', async () => {
  const undated = zipSync({ 'a.json': [text, { mtime: new Date(1980, 0, 1) }] })
  const cut = zipSync({ 'a.json': [text, { mtime: new Date(2021, 0, 2) }] }).slice(0, 40)
  for (const bytes of [text, undated, cut, new Uint8Array()]) {
    assert.equal(await toldAt(fileOf(bytes)), written)
  }
})
