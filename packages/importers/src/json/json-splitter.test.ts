/** Goal: a stream of JSON gives its values however it is cut. Method: random documents, every chunking, every prefix. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createJsonSplitter } from './json-splitter.ts'

function split(text: string, size = 1 << 20, isWhole = false) {
  const values: [string, unknown][] = []
  const broken: string[] = []
  let documents = 0
  const splitter = createJsonSplitter(
    {
      value: (key, value) => values.push([key, value]),
      document: () => {
        documents++
      },
      broken: (_offset, why) => broken.push(why),
    },
    isWhole,
  )
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += size) splitter.push(bytes.subarray(at, at + size))
  splitter.finish()
  return { values, broken, documents }
}

const DOCUMENT = '{"a": 1, "list": [1, "two", {"x": [3, "]}"]}, null], "b": {"c": "\\"\\\\ ,"}, "é": true}'

test('members come one by one, and so do the elements of their lists', () => {
  const { values, broken, documents } = split(DOCUMENT)
  assert.deepEqual(values, [
    ['a', 1],
    ['list', 1],
    ['list', 'two'],
    ['list', { x: [3, ']}'] }],
    ['list', null],
    ['b', { c: '"\\ ,' }],
    ['é', true],
  ])
  assert.deepEqual([broken, documents], [[], 1])
})

test('how the bytes are cut changes nothing, for lists, lines and whole documents', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.integer({ min: 1, max: 30 }), (list, size) => {
      assert.deepEqual(
        split(JSON.stringify(list), size).values.map(([, value]) => value),
        JSON.parse(JSON.stringify(list)),
      )
      const objects = list.map((value) => ({ value }))
      const lines = objects.map((value) => JSON.stringify(value)).join('\n')
      assert.deepEqual(
        split(lines, size, true).values.map(([, value]) => value),
        JSON.parse(JSON.stringify(objects)),
      )
    }),
  )
})

test('any beginning gives a beginning of the values', () => {
  const whole = split(DOCUMENT).values
  for (let length = 1; length < DOCUMENT.length; length++) {
    const { values, broken } = split(DOCUMENT.slice(0, length))
    assert.deepEqual(values, whole.slice(0, values.length))
    assert.equal(broken.length, 1)
  }
})

test('random text is never an exception', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '1', 'a', '\\', ' ') }),
      (text) => void split(text, 3),
    ),
  )
})
