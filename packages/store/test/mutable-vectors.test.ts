/**
 * Goal: mutable records are what the checked-in vectors say, and stay so.
 * Method: every file is read as the spec says, merged in both orders, and made again and compared text by text.
 */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { fromUtf8, present, utf8 } from '@nornos/std'
import { mergeMutable } from '../src/mutable/merge-mutable.ts'
import { encodeMutable, parseMutable } from '../src/mutable/mutable-record.ts'
import { mutableCases } from './vectors/mutable-cases.ts'

const folder = new URL('../../../specs/vectors/mutable-record/', import.meta.url)
const recordOf = (text: string) => present(parseMutable(utf8(text)), 'a copy of a vector is a record')

test('every case is as it was written down, and no file is left over', async () => {
  assert.deepEqual((await readdir(folder)).toSorted(), Object.keys(mutableCases).toSorted())
  for (const [name, content] of Object.entries(mutableCases)) {
    assert.deepEqual(JSON.parse(await readFile(new URL(name, folder), 'utf8')), content, name)
  }
})

test('a payload of the vectors is read or refused as its file says', async () => {
  for (const name of await readdir(folder)) {
    const vector: Record<string, string> = JSON.parse(await readFile(new URL(name, folder), 'utf8'))
    const { expect, left, right, payload = '' } = vector
    const read = parseMutable(utf8(payload))
    assert.equal(read === null ? 'refused' : 'ok', expect, name)
    if (left === undefined || right === undefined) continue
    for (const [one, other] of [[left, right] as const, [right, left] as const]) {
      assert.equal(fromUtf8(encodeMutable(mergeMutable(recordOf(one), recordOf(other)))), payload, name)
    }
  }
})
