/**
 * Goal: the counts that a run prints are true, and nothing that went wrong is counted as well.
 * Method: the runner runs small test files of its own, each ending in another way.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { scratchRepository } from '../files/scratch-repository.ts'
import { runNode } from '../programs/run-program.ts'
import { tallyOf } from './browser-suite.ts'
import { selectTests } from './selection.ts'
import { isGreen, lineOf, sum } from './tally.ts'

const head = "import { test, describe } from 'node:test'\n"

test('passed, failed and skipped tests are counted, suites are not', async () => {
  const { tally, printed } = await outcomeOf(`${head}
    test('good', () => {})
    test('bad', () => { throw new Error('the reason') })
    test('not here', { skip: 'no file' }, () => {})
    describe('more', () => { test('also good', () => {}); test('also bad', () => { throw new Error('deep') }) })`)
  assert.equal(tally, '2 passed, 2 failed, 1 skipped')
  assert.match(printed, /a\.test\.ts:4: bad\nError: the reason/)
  assert.match(printed, /also bad\nError: deep/)
})

test('a file that breaks before its tests is a failure, with what it printed', async () => {
  const { tally, printed } = await outcomeOf("throw new Error('no such module')")
  assert.equal(tally, '0 passed, 1 failed, 0 skipped')
  assert.match(printed, /no such module/)
})

test('a file that breaks after its tests is a failure beside their success', async () => {
  const { tally } = await outcomeOf(`${head}test('good', () => {})\nsetImmediate(() => process.exit(3))`)
  assert.equal(tally, '1 passed, 1 failed, 0 skipped')
})

test('a file that holds no test is a failure', async () => {
  const { tally } = await outcomeOf('export {}')
  assert.equal(tally, '0 passed, 1 failed, 0 skipped')
})

test('a story that passed only the second time has failed', () => {
  const report = JSON.stringify({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 } })
  assert.deepEqual(tallyOf(report), { passed: 3, failed: 2, skipped: 2 })
})

test('the last line sums the suites, and nothing that ran is no success', () => {
  const total = sum([
    { passed: 1, failed: 0, skipped: 2 },
    { passed: 3, failed: 1, skipped: 0 },
  ])
  assert.equal(lineOf(total), '4 passed, 1 failed, 2 skipped')
  assert.equal(isGreen(total), false)
  assert.equal(isGreen({ passed: 1, failed: 0, skipped: 1 }), true)
  assert.equal(isGreen(sum([])), false)
})

test('a word selects files by their path, and tells whether a browser is needed', () => {
  using repository = scratchRepository({
    'packages/a/src/a.test.ts': '',
    'packages/b/src/b.test.ts': "import { chromium } from 'playwright-core'",
    'packages/c/src/c.test.ts': 'await using worker = await startBrowserWorker({ entry })',
    'apps/patient/e2e/story.e2e.ts': '',
  })
  assert.equal(selectTests(repository.root, []).unit.length, 3)
  assert.deepEqual(selectTests(repository.root, ['packages/a']), {
    unit: ['packages/a/src/a.test.ts'],
    browser: [],
    needsBrowser: false,
  })
  assert.equal(selectTests(repository.root, ['packages/b']).needsBrowser, true)
  assert.equal(selectTests(repository.root, ['packages/c']).needsBrowser, true)
  assert.equal(selectTests(repository.root, ['story']).needsBrowser, true)
})

async function outcomeOf(source: string) {
  using repository = scratchRepository({
    'packages/a/a.test.ts': source,
    'package.json': '{ "type": "module" }',
  })
  const script = join(import.meta.dirname, 'fixtures', 'count-tests.ts')
  // The runner refuses to run inside a test of its own: it must not know that it does.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const { output } = await runNode([script, repository.root, 'packages/a/a.test.ts'], {
    cwd: repository.root,
    env,
  })
  const lines = output.trim().split('\n')
  return { tally: lines.at(-1), printed: lines.slice(0, -1).join('\n') }
}
