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

test('bytes are those after compression', () =>
  withFolder(async (folder) => {
    await mkdir(join(folder, 'chunks'))
    await writeFile(join(folder, 'chunks', 'a.js'), 'again '.repeat(10_000))
    const tag = '<script src="/chunks/a.js"></script>'
    await writeFile(join(folder, 'page.html'), `${tag}${tag}`)
    const { bytes, scripts } = await firstLoadOf(folder, 'page.html')
    assert.equal(scripts, 1)
    assert.ok(bytes > 0 && bytes < 100)
    await writeFile(join(folder, 'page.html'), '<script src="/chunks/missing.js"></script>')
    await assert.rejects(firstLoadOf(folder, 'page.html'), { code: 'ENOENT' })
  }))

test('what a page imports later counts by its name, with what that imports, and nothing else does', () =>
  withFolder(async (folder) => {
    await mkdir(join(folder, '_next/static/chunks'), { recursive: true })
    const write = (name: string, text: string) => writeFile(join(folder, '_next/static/chunks', name), text)
    await write('page.js', `let a=l(async()=>(await e.A(7)).Screen,async()=>(await e.A(8)).words)`)
    await write(
      'lists.js',
      `[7,e=>{e.v(t=>Promise.all(["static/chunks/screen.js"].map(t=>e.l(t))))},9,e=>{e.v(0)}]`,
    )
    await write(
      'screen.js',
      `(await e.A(71)).Part,71,e=>{e.v(t=>Promise.all(["static/chunks/part.js","static/chunks/page.js"]`,
    )
    await write('part.js', 'part')
    const tags = ['page', 'lists'].map((name) => `<script src="/_next/static/chunks/${name}.js"></script>`)
    await writeFile(join(folder, 'page.html'), tags.join(''))
    const count = async (...later: string[]) => (await firstLoadOf(folder, 'page.html', later)).scripts
    assert.deepEqual([await count(), await count('Screen'), await count('Screen', 'Part')], [2, 3, 4])
    await assert.rejects(count('Part'), /nothing named Part/)
    await assert.rejects(count('words'), /the chunks of words are not told/)
  }))

async function withFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nornos-first-load-'))
  try {
    await act(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}
