/**
 * Goal: what holds in Node holds where patients are: the same vectors, the same frozen vault, the same outcomes.
 * Method: the code of the other tests, bundled into a worker of a real Chromium.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { startBrowserWorker } from '@nornos/platform/testing/browser-worker'
import { present } from '@nornos/std'
import type { Question } from './browser.worker.ts'
import { readVectors } from './vectors/vector-files.ts'
import { readGroups, withoutVectors } from './wycheproof/files.ts'
import { suites } from './wycheproof/suites.ts'

const worker = await startBrowserWorker({ entry: join(import.meta.dirname, 'browser.worker.ts') })
after(() => worker[Symbol.asyncDispose]())
const ask = (question: Question) => worker.ask(question)

test('in Chromium: the frozen vault is verified, and opened by all four openers', async () => {
  const vector = present(readVectors().get('vault-commit/frozen-vault.json'), 'the frozen vault')
  assert.equal(await ask({ what: 'frozen-vault', vector }), 4)
})

test('in Chromium: a frozen vault with one other byte is refused', async () => {
  const vector = present(readVectors().get('vault-commit/frozen-vault.json'), 'the frozen vault')
  const [first, ...others] = vector.input['commits'] as readonly string[]
  const commits = [`${first?.slice(0, -2)}${first?.endsWith('00') ? '01' : '00'}`, ...others]
  await assert.rejects(
    ask({ what: 'frozen-vault', vector: { ...vector, input: { ...vector.input, commits } } }),
  )
})

test('in Chromium: every vector of the specs comes out as its file says', async () => {
  for (const [path, vector] of readVectors()) {
    if (vector.operation === 'frozen-vault') continue
    const expected = vector.expect === 'valid' ? { output: vector.output } : { refusal: vector.expect }
    assert.deepEqual(await ask({ what: 'vector', vector }), expected, path)
  }
})

for (const [name, suite] of Object.entries(suites)) {
  test(`in Chromium: ${name}, every case of Wycheproof`, { skip: withoutVectors }, async () => {
    const groups = readGroups(suite.file)
    assert.deepEqual(await ask({ what: 'wycheproof', name, groups }), { count: suite.count, wrong: [] })
  })
}
