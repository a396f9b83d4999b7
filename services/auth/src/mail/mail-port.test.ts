/** Goal: both mail adapters carry the same mail. Method: one set of tests; a folder, and an SMTP server of 30 lines. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import type { MailPort } from './mail-port.ts'
import { openMail } from './open-mail.ts'

interface Received {
  readonly to: string
  readonly whole: string
}

interface Stand extends AsyncDisposable {
  readonly mail: MailPort
  received(): Promise<readonly Received[]>
}

for (const [name, open] of [
  ['outbox', openOutboxStand],
  ['smtp', openSmtpStand],
] as const) {
  test(`${name}: a mail arrives once, at its one address, with subject and text`, async () => {
    await using stand = await open()
    await stand.mail.send({ to: 'astrid@example.org', subject: 'Your code', text: 'It is 123456.\n' })
    const [mail, ...more] = await stand.received()
    assert.equal(more.length, 0)
    assert.equal(mail?.to, 'astrid@example.org')
    assert.match(mail?.whole ?? '', /Your code/)
    assert.match(mail?.whole ?? '', /It is 123456\./)
  })
}

test('smtp: a server that is down is an error, not a lost mail', async () => {
  const mail = openMail({ kind: 'smtp', url: 'smtp://127.0.0.1:9', from: 'n@example.org' }, () => new Date())
  await assert.rejects(mail.send({ to: 'astrid@example.org', subject: 's', text: 't' }))
})

async function openOutboxStand(): Promise<Stand> {
  const folder = await mkdtemp(path.join(tmpdir(), 'nornos-outbox-'))
  return {
    mail: openMail({ kind: 'outbox', folder }, () => new Date()),
    received: async () => {
      const files = await readdir(folder)
      const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))
      return texts.map((whole) => ({ to: JSON.parse(whole).to, whole }))
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

async function openSmtpStand(): Promise<Stand> {
  const received: Received[] = []
  const server = createServer((socket) => {
    socket.setEncoding('utf8')
    socket.write('220 stand\r\n')
    const answer = makeSmtpAnswers((mail) => received.push(mail))
    socket.on('data', (text: string) => {
      for (const line of text.split('\r\n').slice(0, -1)) {
        const reply = answer(line)
        if (reply !== null) socket.write(`${reply}\r\n`)
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address !== 'string' ? address.port : 0
  return {
    mail: openMail(
      { kind: 'smtp', url: `smtp://127.0.0.1:${port}`, from: 'n@example.org' },
      () => new Date(),
    ),
    received: async () => received,
    [Symbol.asyncDispose]: async () => {
      server.close()
      await once(server, 'close')
    },
  }
}

/** What the server says to each line; null inside a mail. */
function makeSmtpAnswers(keep: (mail: Received) => void): (line: string) => string | null {
  let to = ''
  let whole: string | null = null
  return (line) => {
    if (whole === null) {
      to = /^RCPT TO:<([^>]+)>/.exec(line)?.[1] ?? to
      if (line === 'QUIT') return '221 bye'
      if (line !== 'DATA') return '250 yes'
      whole = ''
      return '354 go on'
    }
    if (line !== '.') {
      whole += `${line}\n`
      return null
    }
    keep({ to, whole })
    whole = null
    return '250 kept'
  }
}
