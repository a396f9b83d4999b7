/**
 * Goal: a search that finds nothing means that nothing is there. Method: plant a text and a number in each store, in
 * each form in which they could leak, and see every one found; then search stores without them.
 */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { withClient } from '../../postgres/create-databases.ts'
import { urlFor } from '../../postgres/index.ts'
import { makeTestDatabases } from '../test-databases.ts'
import { findCanaries } from './find-canaries.ts'
import type { Canary } from './needle.ts'
import { keptInDatabase, keptInFolder } from './stores.ts'

const canaries: readonly Canary[] = [
  { name: 'device', text: 'Kingfisher watch of 1987' },
  { name: 'pulse', number: 217.384_615_2 },
]
const text = Buffer.from('before Kingfisher watch of 1987 after')
const double = Buffer.alloc(24)
double.writeDoubleLE(217.384_615_2, 11)

const planted: Readonly<Record<string, Buffer>> = {
  clear: text,
  base64: Buffer.from(text.toString('base64')),
  'base64 shifted': Buffer.from(Buffer.concat([Buffer.from('x'), text]).toString('base64url')),
  hex: Buffer.from(text.toString('hex')),
  'utf-16': Buffer.from(text.toString(), 'utf16le'),
  deflated: Buffer.concat([Buffer.from('header'), deflateRawSync(text)]),
  gzipped: Buffer.concat([Buffer.alloc(300), gzipSync(text)]),
  double,
  'double in hex': Buffer.from(double.toString('hex')),
  'deflated double': deflateRawSync(double),
}

test('a draft that gets its name during the search is read under it', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'nornos-canary-'))
  try {
    await mkdir(path.join(folder, 'drafts'))
    await mkdir(path.join(folder, 'blobs'))
    const drafts = ['one', 'two'].map((name) => path.join(folder, 'drafts', name))
    for (const draft of drafts) await writeFile(draft, text)
    const found: string[] = []
    for await (const { place, bytes } of keptInFolder(folder)) {
      if (bytes.includes(text)) found.push(path.relative(folder, place))
      // The other is still called a draft in the list that the search goes by.
      if (found.length > 1) continue
      const other = drafts.find((draft) => draft !== place) ?? ''
      await rename(other, path.join(folder, 'blobs', path.basename(other)))
    }
    assert.equal(found.length, 2)
    assert.equal(found.filter((place) => place.startsWith('blobs')).length, 1)
  } finally {
    await rm(folder, { recursive: true })
  }
})

for (const [form, bytes] of Object.entries(planted)) {
  test(`what was planted in a file is found: ${form}`, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'nornos-canary-'))
    try {
      await writeFile(path.join(folder, 'file'), bytes)
      const found = await findCanaries(canaries, keptInFolder(folder))
      assert.ok(found.length > 0, 'not found')
    } finally {
      await rm(folder, { recursive: true })
    }
  })
}

test('what was planted in a database is found, in each form and each kind of column', async () => {
  await using made = await makeTestDatabases()
  const database = made.databases['vault']?.database ?? ''
  assert.deepEqual(await findCanaries(canaries, keptInDatabase(made.adminUrl, database)), [])
  for (const [form, bytes] of Object.entries(planted)) {
    await withClient(urlFor(made.adminUrl, { database }), async (client) => {
      await client.query('create table planted (b bytea, t text)')
      const isText = !bytes.includes(0)
      const written = isText ? Buffer.from(bytes.toString('latin1')).toString('utf8') : null
      await client.query('insert into planted values ($1, $2)', [
        bytes,
        form.startsWith('d') ? null : written,
      ])
    })
    const found = await findCanaries(canaries, keptInDatabase(made.adminUrl, database))
    assert.ok(
      found.some(({ place }) => place.includes('planted.b')),
      `${form} was not found`,
    )
    await withClient(urlFor(made.adminUrl, { database }), (client) => client.query('drop table planted'))
  }
})
