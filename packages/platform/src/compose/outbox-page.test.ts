/**
 * Goal: the mails of this machine, which hold sign-up codes, are shown to whoever sits at it and to no web site.
 * Method: the page over HTTP, asked by the machine's names and by a name that was made to lead here.
 */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { LocalPage } from './local-page.ts'
import { startOutboxPage } from './outbox-page.ts'

let folder: string
let outbox: LocalPage
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'nornos-outbox-'))
  const mail = {
    to: 'a@example.org',
    subject: 'Your code <1>',
    text: '123456',
    sentAt: '2026-01-01T00:00:00Z',
  }
  await writeFile(path.join(folder, '1.json'), JSON.stringify(mail))
  outbox = await startOutboxPage(folder, 0)
})
after(async () => {
  await outbox.close()
  await rm(folder, { recursive: true })
})

test('under the names of this machine the mails are shown, escaped', async () => {
  for (const host of ['localhost:4400', '127.0.0.1:4400', 'localhost']) {
    const { status, text } = await ask(host)
    assert.equal(status, 200, host)
    assert.match(text, /Your code &lt;1&gt;/)
  }
})

test('under any other name there is nothing, so that a web site whose name leads here reads nothing', async () => {
  for (const host of [
    'evil.example',
    'evil.example:4400',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
  ]) {
    const { status, text } = await ask(host)
    assert.equal(status, 421, host)
    assert.equal(text, '')
  }
})

function ask(host: string): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: outbox.port, path: '/', headers: { host } }
    get(options, async (response) => {
      const pieces = await response.setEncoding('utf8').toArray()
      resolve({ status: response.statusCode, text: pieces.join('') })
    }).on('error', reject)
  })
}
