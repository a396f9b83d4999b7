/**
 * Goal: strings become HTML or script addresses only where the framework needs it.
 * Method: the policy's own text runs in a fresh realm whose `trustedTypes` records what it registers.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runInNewContext } from 'node:vm'
import { trustedTypesPolicy } from './trusted-types.ts'

interface Policy {
  readonly createHTML: (text: string) => string | null
  readonly createScriptURL: (text: string) => string | null
  readonly createScript?: unknown
}

function loadPolicy(): { readonly name: string; readonly policy: Policy } {
  const made: { name: string; policy: Policy }[] = []
  const trustedTypes = { createPolicy: (name: string, policy: Policy) => made.push({ name, policy }) }
  const realm = { trustedTypes, location: { origin: 'https://app.example' }, URL }
  runInNewContext(trustedTypesPolicy, { ...realm, self: realm })
  const [first] = made
  assert.ok(first)
  return first
}

test('the policy is the default one and makes no script text', () => {
  const { name, policy } = loadPolicy()
  assert.equal(name, 'default')
  assert.equal(policy.createScript, undefined)
})

test('the empty script element that React starts from is the only HTML', () => {
  const { createHTML } = loadPolicy().policy
  assert.equal(createHTML('<script></script>'), '<script></script>')
  for (const text of [
    '',
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    ' <script></script>',
  ]) {
    assert.equal(createHTML(text), null)
  }
})

test('scripts come from our own build folders and nowhere else', () => {
  const { createScriptURL } = loadPolicy().policy
  for (const url of [
    '/_next/static/chunks/a.js',
    '/workers/vault.js',
    '/sw.js',
    'https://app.example/sw.js',
  ]) {
    assert.equal(createScriptURL(url), url)
  }
  const refused = [
    'https://evil.example/_next/static/a.js',
    '//evil.example/workers/a.js',
    '/uploads/a.js',
    '/_next/static/../../uploads/a.js',
    '/workers/../uploads/a.js',
    '/sw.js/x',
    'data:text/javascript,alert(1)',
    'blob:https://app.example/1',
  ]
  for (const url of refused) assert.equal(createScriptURL(url), null, url)
})

test('a browser without Trusted Types is left alone', () => {
  assert.doesNotThrow(() => runInNewContext(trustedTypesPolicy, { self: {} }))
})
