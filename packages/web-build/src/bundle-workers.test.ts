/**
 * Goal: a worker is one file with a stable name, without imports. Method: a real bundle of two small sources.
 */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { bundleWorkers } from './bundle-workers.ts'
import { writeRelease } from './release.ts'

test('a worker and what it imports become one file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nornos-worker-'))
  try {
    await writeFile(join(folder, 'sum.ts'), 'export const sum = (a: number, b: number): number => a + b\n')
    await writeFile(
      join(folder, 'calc.worker.ts'),
      "import { sum } from './sum.ts'\npostMessage(sum(1, 2))\n",
    )
    const app = {
      appFolder: folder,
      name: 'patient',
      workers: { calc: 'calc.worker.ts' },
      packageFiles: {},
      serviceWorker: false,
    } as const
    await bundleWorkers(app, join(folder, 'out'))
    const text = await readFile(join(folder, 'out', 'workers', 'calc.js'), 'utf8')
    assert.doesNotMatch(text, /\bimport\b|importScripts|number/)
    const { files } = await writeRelease(join(folder, 'out'), 'patient', 'a')
    assert.deepEqual(Object.keys(files), ['workers/calc.js'])
    assert.match(files['workers/calc.js'] ?? '', /^[0-9a-f]{64}$/)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a worker that cannot be compiled stops the build', async () => {
  const app = {
    appFolder: tmpdir(),
    name: 'patient',
    workers: { a: 'missing.ts' },
    packageFiles: {},
    serviceWorker: false,
  } as const
  await assert.rejects(bundleWorkers(app, join(tmpdir(), 'nornos-never')))
})
