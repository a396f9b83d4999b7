/** `npm run e2e [-- PART-OF-A-PATH…]`: the apps' stories in a real browser, alone. */
import { join } from 'node:path'
import { runTests } from './test-run/run-tests.ts'

await runTests({ root: join(import.meta.dirname, '..'), words: process.argv.slice(2), suites: ['browser'] })
