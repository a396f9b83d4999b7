/**
 * Goal: the primitives and the box agree with the vectors of Project Wycheproof.
 * Method: the files of the folder `NORNOS_VECTORS`/wycheproof, every case of the sizes that are used here. Without the folder
 * the tests are skipped. The same in a browser: browser.test.ts.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readGroups, withoutVectors } from './wycheproof/files.ts'
import { runSuite, suites } from './wycheproof/suites.ts'

for (const [name, suite] of Object.entries(suites)) {
  test(`${name}: every case does as it should`, { skip: withoutVectors }, async () => {
    assert.deepEqual(await runSuite(suite, readGroups(suite.file)), { count: suite.count, wrong: [] })
  })
}

test('a vector that is spoilt is found', { skip: withoutVectors }, async () => {
  const suite = suites['Ed25519']
  assert.ok(suite)
  const groups = readGroups(suite.file).map((group) => ({
    ...group,
    tests: group.tests.map((one) => (one.result === 'valid' ? { ...one, msg: `${one['msg']}00` } : one)),
  }))
  const { count, wrong } = await runSuite(suite, groups)
  assert.equal(count, suite.count)
  assert.ok(wrong.length > 0)
})
