/** Goal: a page that the policy would break is never released. Method: one page per fault, and one without. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pageFaults } from './page-faults.ts'

const wrong = {
  'style attribute': '<p class="a" style="color:red">x</p>',
  'event handler attribute': '<img src="/a.png" onerror="x()">',
  'style element': '<style>p { color: red }</style>',
  'script not of this origin': '<script src="https://example.org/a.js"></script>',
  'script not': '<script>inline()</script>',
}

for (const [fault, html] of Object.entries(wrong)) {
  test(`a page with a ${fault} is refused`, () => {
    const [found = ''] = pageFaults(html)
    assert.ok(found.startsWith(fault), found)
  })
}

test('words about style in the text of a page are not a fault', () => {
  assert.deepEqual(pageFaults('<p class="style">style="a" and onclick= are only words</p>'), [])
})
