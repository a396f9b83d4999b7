/**
 * Goal: the local server answers exactly the files of a build, with the headers of a deployment.
 * Method: a small folder made for the test, real HTTP; raw request lines where a client would tidy the path.
 */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { writeDeployment } from './deployment.ts'
import { type ServedApp, serveApp } from './serve-app.ts'

const platformId = '7d3f8a52-6c1e-4b9d-a0f4-2e5c8b7d9a31'

const pages = {
  'out/index.html': '<h1>Start</h1>',
  'out/sharing.html': '<h1>Sharing</h1>',
  'out/404.html': '<h1>Not found</h1>',
  'out/_next/static/chunks/a.js': 'a()'.repeat(500),
  'out/_headers': '/*',
  'secret.txt': 'outside',
}
let folder = ''
let app: ServedApp

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nornos-serve-'))
  for (const [path, text] of Object.entries(pages)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  app = await serveApp({
    outFolder: join(folder, 'out'),
    port: 0,
    apiUrl: 'http://localhost:4300',
    platformId,
  })
})

after(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

test('pages answer to clean addresses, with the policy on each answer', async () => {
  for (const path of ['/', '/sharing', '/sharing.html', '/sharing?_rsc=1']) {
    const response = await fetch(app.url + path)
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8')
    assert.match(
      response.headers.get('content-security-policy') ?? '',
      /connect-src 'self' http:\/\/localhost:4300;/,
    )
    assert.equal(response.headers.get('cache-control'), 'no-cache')
  }
})

test('an unknown address gets the app’s own page, the status 404 and the same policy', async () => {
  const response = await fetch(`${app.url}/nowhere`)
  assert.equal(response.status, 404)
  assert.equal(await response.text(), '<h1>Not found</h1>')
  assert.ok(response.headers.has('content-security-policy'))
})

test('no spelling of a path leaves the folder or reads the list of headers', async () => {
  const paths = [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '//../secret.txt',
    '/..\\secret.txt',
    '/%',
    '/_headers',
    '/secret.txt',
  ]
  for (const path of paths) {
    const { status, body } = await rawGet(path)
    assert.equal(status, 404, path)
    assert.doesNotMatch(body, /outside|^\/\*/)
  }
})

test('the app learns the address of its API, and that answer is never kept', async () => {
  const response = await fetch(`${app.url}/config.json`)
  assert.deepEqual(await response.json(), { apiUrl: 'http://localhost:4300', platformId })
  assert.equal(response.headers.get('cache-control'), 'no-store')
})

test('what has not changed is not sent again, and text is compressed', async () => {
  const first = await fetch(`${app.url}/_next/static/chunks/a.js`, { headers: { 'accept-encoding': 'br' } })
  assert.equal(first.headers.get('content-encoding'), 'br')
  assert.match(first.headers.get('cache-control') ?? '', /immutable/)
  assert.equal(await first.text(), 'a()'.repeat(500))
  const etag = first.headers.get('etag') ?? ''
  const second = await fetch(`${app.url}/_next/static/chunks/a.js`, { headers: { 'if-none-match': etag } })
  assert.equal(second.status, 304)
  const other = await fetch(`${app.url}/_next/static/chunks/a.js`, { headers: { 'if-none-match': '"else"' } })
  assert.equal(other.status, 200)
})

test('a head has no body, and nothing can be written', async () => {
  const head = await fetch(app.url, { method: 'HEAD' })
  assert.equal(await head.text(), '')
  assert.equal(head.headers.get('content-length'), String(pages['out/index.html'].length))
  for (const method of ['POST', 'PUT', 'DELETE']) {
    assert.equal((await fetch(app.url, { method })).status, 405)
  }
})

test('a deployment gets the same headers as a file, with HSTS', async () => {
  await writeDeployment(join(folder, 'out'), { apiUrl: null, platformId })
  const text = await readFile(join(folder, 'out', '_headers'), 'utf8')
  assert.match(text, /^\/\*\n {2}Content-Security-Policy: default-src 'none'/)
  assert.match(text, /Strict-Transport-Security/)
  assert.equal(
    await readFile(join(folder, 'out', 'config.json'), 'utf8'),
    `{"apiUrl":"","platformId":"${platformId}"}\n`,
  )
})

test('a folder without a build is not served', async () => {
  await assert.rejects(
    serveApp({ outFolder: join(folder, 'out', '_next'), port: 0, apiUrl: null, platformId }),
  )
})

/** `fetch` would resolve the dots itself. */
function rawGet(path: string): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: app.port, path }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    sent.on('error', reject)
    sent.end()
  })
}
