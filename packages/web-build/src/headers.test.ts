/**
 * Goal: one policy for every answer, with nothing in it that lets foreign or inline code run.
 * Method: the header parsed into directives and compared.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cacheControlFor, headersFor } from './headers.ts'

const local = headersFor({ apiUrl: 'http://localhost:4300/ignored?path', isHttps: false })

test('scripts, styles, workers and fonts come from files of this origin only', () => {
  const policy = directives(local)
  assert.equal(policy.get('default-src'), "'none'")
  assert.equal(policy.get('script-src'), "'self' 'wasm-unsafe-eval'")
  assert.match(policy.get('style-src') ?? '', /^'self' 'sha256-[A-Za-z0-9+/=]+'$/)
  for (const name of ['font-src', 'worker-src', 'manifest-src']) assert.equal(policy.get(name), "'self'")
  for (const name of ['base-uri', 'form-action', 'frame-ancestors', 'object-src'])
    assert.equal(policy.get(name), "'none'")
  assert.doesNotMatch([...policy.values()].join(' '), /unsafe-inline|'unsafe-eval'|\*|https:(?!\/\/)/)
})

test('connections go to this origin and to the origin of the API, to nothing else', () => {
  assert.equal(directives(local).get('connect-src'), "'self' http://localhost:4300")
  assert.equal(directives(headersFor({ apiUrl: null, isHttps: true })).get('connect-src'), "'self'")
  assert.throws(() => headersFor({ apiUrl: '*', isHttps: true }))
})

test('Trusted Types are required, and only the default policy and those of Next exist', () => {
  assert.equal(directives(local).get('require-trusted-types-for'), "'script'")
  assert.equal(directives(local).get('trusted-types'), 'default nextjs nextjs#bundler')
})

test('the page is isolated from other origins and tells nobody where it was', () => {
  assert.equal(local['Cross-Origin-Opener-Policy'], 'same-origin')
  assert.equal(local['Cross-Origin-Embedder-Policy'], 'require-corp')
  assert.equal(local['Cross-Origin-Resource-Policy'], 'same-origin')
  assert.equal(local['X-Content-Type-Options'], 'nosniff')
  assert.equal(local['Referrer-Policy'], 'no-referrer')
  assert.match(local['Permissions-Policy'] ?? '', /geolocation=\(\).*screen-wake-lock=\(self\)/)
})

test('HSTS is sent over https and never on localhost', () => {
  assert.equal('Strict-Transport-Security' in local, false)
  assert.equal('Strict-Transport-Security' in headersFor({ apiUrl: null, isHttps: true }), true)
})

test('only what is named by its content is kept without asking', () => {
  assert.match(cacheControlFor('/_next/static/chunks/0a1b.js'), /immutable/)
  for (const path of ['/', '/sw.js', '/workers/vault.js', '/_next/static/inline/trusted-types.js']) {
    assert.equal(cacheControlFor(path), 'no-cache')
  }
})

function directives(headers: Readonly<Record<string, string>>): Map<string, string> {
  const parts = (headers['Content-Security-Policy'] ?? '').split('; ')
  return new Map(parts.map((part) => [part.split(' ', 1)[0] ?? '', part.slice(part.indexOf(' ') + 1)]))
}
