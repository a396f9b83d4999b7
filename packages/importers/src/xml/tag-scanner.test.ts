/**
 * Goal: tags come out the same however the bytes are cut, and nothing that a file holds stops or swells the scanner.
 * Method: one document in every chunking; the faults of real exports and of attackers one by one.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { attributesOf, CLOSE, EMPTY, tagName, tagText } from './tag.ts'
import { createTagScanner } from './tag-scanner.ts'

interface Seen {
  readonly tags: string[]
  readonly broken: number[]
  readonly cut: number | null
}

function scan(text: string, size = 1 << 20): Seen {
  const bytes = new TextEncoder().encode(text)
  const tags: string[] = []
  const broken: number[] = []
  const scanner = createTagScanner({
    tag: (tag) => {
      const mark = tag.kind === CLOSE ? '/' : tag.kind === EMPTY ? '!' : ''
      const text = mark === '' ? '' : tagText(tag).trim()
      tags.push(`${mark}${tagName(tag)} ${JSON.stringify(attributesOf(tag))} ${text}`.trim())
    },
    broken: (offset) => broken.push(offset),
  })
  for (let from = 0; from < bytes.length; from += size) scanner.push(bytes.slice(from, from + size))
  return { tags, broken, cut: scanner.finish() }
}

const DOCUMENT = `<?xml version="1.0"?>
<!DOCTYPE a [
<!-- <b not="a tag"/> -->
<!ATTLIST VisionPrescription
  brand CDATA #IMPLIED
<
<!ELEMENT Attachment EMPTY>
]>
<a  x = 'it&apos;s &lt;1 &#65;&#x1F600; &lol;'
   y="two
lines" z="a > b">text &amp; more<b/><!-- > <c/> --></a>
<d\u000bbare q="\u000b\ufffe"/>`

test('a tag is read with its attributes, whatever the line breaks, entities and faults of the DTD', () => {
  const { tags, broken, cut } = scan(DOCUMENT)
  assert.deepEqual(tags, [
    'a {"x":"it\'s <1 A😀 &lol;","y":"two\\nlines","z":"a > b"}',
    '!b {} text & more',
    '/a {} <!-- > <c/> -->',
    '!d {"q":"\\u000b\ufffe"}',
  ])
  assert.deepEqual(broken, [])
  assert.equal(cut, null)
})

test('how the bytes are cut changes nothing', () => {
  const whole = scan(DOCUMENT)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), (size) => assert.deepEqual(scan(DOCUMENT, size), whole)),
  )
})

test('any beginning of a document gives a beginning of its tags', () => {
  const whole = scan(DOCUMENT).tags
  for (let length = 0; length <= DOCUMENT.length; length++) {
    const { tags } = scan(DOCUMENT.slice(0, length))
    assert.deepEqual(tags, whole.slice(0, tags.length))
  }
})

test('a tag without its closing quote is reported and costs no other tag', () => {
  const { tags, broken } = scan('<r a="1"/><r a="2/>\n<r a="3"/>')
  assert.deepEqual(tags, ['!r {"a":"1"}', '!r {"a":"3"}'])
  assert.deepEqual(broken, [10])
})

test('a comment that never ends hides nothing behind its first megabyte', () => {
  const { tags, broken } = scan(`<a/><!-- ${'x'.repeat(2_000_000)}<b/>`)
  assert.deepEqual(
    tags.map((tag) => tag.slice(0, 5)),
    ['!a {}', '!b {}'],
  )
  assert.equal(broken.length, 1)
})

test('a tag that never ends is given up', () => {
  const { tags, broken } = scan(`<a/><b c="${'x'.repeat(3_000_000)}`)
  assert.deepEqual(tags, ['!a {}'])
  assert.equal(broken.length, 1)
})

test('random bytes are never an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      scan(String.fromCharCode(...bytes).replace(/[\x60-\x6f]/g, '<'))
    }),
  )
})
