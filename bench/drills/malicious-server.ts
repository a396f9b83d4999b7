/**
 * `npm run drill -- malicious-server`: thousands of runs of three devices against a vault that lies, each from another seed.
 * `NORNOS_DRILL_RUNS` says how many (3,000). Fails with the shortest history that leads two devices apart unseen.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const runs = process.env['NORNOS_DRILL_RUNS'] ?? '3000'
const began = performance.now()
const { status } = spawnSync(
  process.execPath,
  ['--test', '--test-reporter=spec', 'packages/store/test/malicious-server.test.ts'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, NORNOS_DRILL_RUNS: runs } },
)
console.log(`${runs} runs in ${Math.round((performance.now() - began) / 1_000)} s`)
process.exitCode = status ?? 1
