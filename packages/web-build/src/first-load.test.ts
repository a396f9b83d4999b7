/** Goal: the first load counts what every browser fetches, once. Method: small pages on the disk. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { firstLoadOf, scriptsOf } from './first-load.ts'

test('scripts for old browsers, inline ones and repetitions do not count', () => {
  const html = `<script src="/a.js?v=1" async=""></script><script src="/old.js" noModule=""></script>
    <script>1</script><link rel="preload" as="script" href="/b.js"><script src="/c.js"></script>`
  assert.deepEqual(scriptsOf(html), ['/a.js', '/c.js'])
})

test('bytes are those after compression', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nornos-first-load-'))
  try {
    await mkdir(join(folder, 'chunks'))
    await writeFile(join(folder, 'chunks', 'a.js'), 'again '.repeat(10_000))
    const tag = '<script src="/chunks/a.js"></script>'
    await writeFile(join(folder, 'page.html'), `${tag}${tag}`)
    const { bytes, scripts } = await firstLoadOf(folder, 'page.html')
    assert.equal(scripts, 1)
    assert.ok(bytes > 0 && bytes < 100)
    await writeFile(join(folder, 'page.html'), '<script src="/chunks/missing.js"></script>')
    await assert.rejects(firstLoadOf(folder, 'page.html'), { code: 'ENOENT' })
  } finally {
    await rm(folder, { recursive: true })
  }
})
