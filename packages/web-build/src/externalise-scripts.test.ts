/**
 * Goal: no page keeps an inline script, and none is lost or reordered. Method: pages as Next exports them, in small.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { externaliseScripts } from './externalise-scripts.ts'
import { pageFaults } from './page-faults.ts'

const page =
  '<!DOCTYPE html><html><head><meta charSet="utf-8"/></head><body>' +
  '<script src="/a.js" async=""></script><script id="_R_">boot()</script>' +
  '<script src="/b.js" async=""></script><script>one(1)</script><script>two("<b>")</script></body></html>'

test('every inline script becomes a file of its own origin, and external ones stay', () => {
  const { html, scripts } = externaliseScripts(page)
  assert.deepEqual([...scripts.values()], ['boot()', 'one(1)\n;two("<b>")'])
  assert.deepEqual(pageFaults(html), [])
  for (const path of scripts.keys()) assert.ok(html.includes(` src="/${path}"></script>`))
  assert.ok(html.includes('<script src="/b.js" async=""></script>'))
})

test('a script keeps its attributes, and order stays as it was', () => {
  const { html } = externaliseScripts(page)
  const sources = [...html.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes ?? '')
  assert.match(sources[0] ?? '', /trusted-types\.js/)
  assert.deepEqual(
    sources
      .slice(1)
      .map((attributes) =>
        attributes.includes('_R_') ? 'boot' : (/"\/([ab])\.js"/.exec(attributes)?.[1] ?? 'flight'),
      ),
    ['a', 'boot', 'b', 'flight'],
  )
})

test('the Trusted Types policy is the first thing that a page loads', () => {
  const { html } = externaliseScripts(page)
  assert.ok(html.includes('<head><script src="/_next/static/inline/trusted-types.js"></script>'))
})

test('equal scripts of two pages are one file', () => {
  const other = externaliseScripts(page.replace('one(1)', 'three()'))
  const paths = new Set([...externaliseScripts(page).scripts.keys(), ...other.scripts.keys()])
  assert.equal(paths.size, 3)
})
