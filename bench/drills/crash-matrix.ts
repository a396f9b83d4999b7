/**
 * `npm run drill -- crash-matrix`: the life of a device once for every step of it at which something can go wrong, and for
 * every way in which it can: death, no room, a lost database, a lost network or answer, damaged blobs. Then what it accepts
 * from its inbox, cut off at every request, and an upload, ended after every part.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const proofs = ['crash-matrix', 'inbox', 'files'].map((name) => `packages/store/test/${name}.test.ts`)
const began = performance.now()
const { status } = spawnSync(process.execPath, ['--test', '--test-reporter=spec', ...proofs], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NORNOS_DRILL: '1' },
})
console.log(`whole matrix in ${Math.round((performance.now() - began) / 1_000)} s`)
process.exitCode = status ?? 1
