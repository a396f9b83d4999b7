/** `npm test [-- PART-OF-A-PATH…]`: every test there is, on a machine that has nothing but Node. */
import { join } from 'node:path'
import { runTests } from './test-run/run-tests.ts'

await runTests({
  root: join(import.meta.dirname, '..'),
  words: process.argv.slice(2),
  suites: ['unit', 'browser'],
})
