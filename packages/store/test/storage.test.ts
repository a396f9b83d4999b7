/**
 * Goal: a device keeps its data in the same way wherever it runs.
 * Method: one contract, on tables in memory here and on IndexedDB in a real Chromium, bundled into a page.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { chromiumPath } from '@nornos/platform/testing/chromium-path'
import { chromium } from '@playwright/test'
import { build } from 'esbuild'
import { createMemoryStorage, StorageFullError } from '../src/index.ts'
import { storageContract } from './storage-contract.ts'
import type { CaseResult } from './storage-page.ts'

for (const one of storageContract) {
  test(`in memory: ${one.name}`, async () => {
    const storage = createMemoryStorage()
    await one.run(() => storage)
  })
}

test('in memory: what does not fit is refused whole', async () => {
  const storage = createMemoryStorage({ bytesMax: 100 })
  await storage.write([{ table: 'meta', key: 'a', value: new Uint8Array(80) }], 'strict')
  const tooMuch = storage.write(
    [
      { table: 'meta', key: 'b', value: new Uint8Array(10) },
      { table: 'meta', key: 'c', value: new Uint8Array(20) },
    ],
    'strict',
  )
  await assert.rejects(tooMuch, StorageFullError)
  assert.deepEqual(await storage.keys('meta'), ['a'])
  await storage.write([{ table: 'meta', key: 'a', value: new Uint8Array(100) }], 'strict')
})

const script = await bundle()
const server = createServer((request, response) => {
  const isScript = request.url === '/page.js'
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
  response.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>')
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-gpu'],
})
after(async () => {
  await browser.close()
  server.close()
})

test('in the IndexedDB of Chromium: the whole contract', async () => {
  const page = await openPage()
  const results: readonly CaseResult[] = JSON.parse(await page.evaluate('globalThis.contract()'))
  assert.equal(results.length, storageContract.length)
  assert.deepEqual(
    results.filter(({ failure }) => failure !== null),
    [],
  )
})

test('in Chromium: tables that are deleted while in use stay deleted, and whoever used them is told', async () => {
  const page = await openPage()
  const outcomes = JSON.parse(await page.evaluate('globalThis.deleteInUse()'))
  assert.deepEqual(outcomes, [
    'StorageLostError',
    'StorageLostError',
    'still deleted',
    '0 entries for the next',
  ])
})

async function openPage() {
  const page = await browser.newPage()
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  await page.goto(`http://127.0.0.1:${address.port}/`)
  await page.waitForFunction('globalThis.contract !== undefined')
  return page
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { deleteInUse, runInPage } from './storage-page.ts'
        globalThis.deleteInUse = async () => JSON.stringify(await deleteInUse())
        globalThis.contract = async () => JSON.stringify(await runInPage())`,
      resolveDir: join(import.meta.dirname),
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}
