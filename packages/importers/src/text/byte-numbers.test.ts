/** Goal: bytes become the same numbers as text would. Method: against the language's own parser, at random. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { numberFromText, parseDecimal } from './byte-numbers.ts'

function parse(text: string, shift = 0): number {
  const bytes = new TextEncoder().encode(`x${text}x`)
  return parseDecimal(bytes, 1, bytes.length - 1, shift)
}

test('every number that prints as a decimal is read bit for bit', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      assert.equal(parse(String(value)), value + 0)
    }),
  )
})

test('a decimal comma is a point, and a share becomes per cent without rounding twice', () => {
  assert.equal(parse('-265,868'), -265.868)
  assert.equal(parse('0.57', 2), 57)
  assert.equal(parse('6400', 2), 640_000)
  assert.equal(Object.is(parse('-0'), 0), true)
})

test('what is no number is none', () => {
  for (const text of ['', '-', '+', '.', '1.2.3', '12kg', '0x10', '--1', '1e', ' ', '１']) {
    assert.equal(parse(text), Number.NaN, text)
  }
  assert.equal(numberFromText('Infinity'), Number.NaN)
})
