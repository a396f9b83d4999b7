/**
 * Goal: the formats are what the specs' vectors say, and stay so.
 * Method: every file is read and run; then all are made again and must be the same bytes.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashBytes } from '../src/verify/index.ts'
import { runVector } from './vectors/run-vector.ts'
import { makeVectorFiles, readVectorFiles, readVectors } from './vectors/vector-files.ts'

test('every vector comes out as its file says', async (context) => {
  for (const [path, vector] of readVectors()) {
    const outcome = runVector(vector)
    if (outcome === null) {
      assert.equal(vector.operation, 'frozen-vault', `${path} has a test of its own`)
      continue
    }
    await context.test(`${path}: ${vector.title}`, async () => {
      if (vector.expect === 'valid') assert.deepEqual(await outcome, vector.output)
      else await assert.rejects(outcome, { name: 'CryptoError', code: vector.expect })
    })
  }
})

test('the checked-in vectors are those that the code makes now', async () => {
  const made = await makeVectorFiles()
  const read = readVectorFiles()
  assert.deepEqual([...read.keys()].sort(), [...made.keys()].sort())
  for (const [path, text] of made)
    assert.ok(read.get(path) === text, `${path} is stale: run write-vectors.ts`)
})

test('the clock and the platform leave no mark on a vector', async () => {
  const [first, second] = [await makeVectorFiles(), await makeVectorFiles()]
  const hashOf = async (files: ReadonlyMap<string, string>) =>
    hashBytes(new TextEncoder().encode(JSON.stringify([...files])))
  assert.deepEqual(await hashOf(first), await hashOf(second))
})
