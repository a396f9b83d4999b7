/** Goal: equal values are spelt equally. Method: the examples of RFC 8785 §3.2 and refusals. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson } from './canonical-json.ts'

test('the sample of RFC 8785 comes out in its canonical form', () => {
  const value = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  }
  assert.equal(
    canonicalJson(value),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
})

test('keys are ordered by code units and undefined members are left out', () => {
  assert.equal(
    canonicalJson({ '\u20ac': 1, '\r': 2, '\ud83d\ude00': 3, '1': 4, gone: undefined }),
    '{"\\r":2,"1":4,"€":1,"😀":3}',
  )
})

test('what JSON cannot say is refused', () => {
  assert.throws(() => canonicalJson(Number.NaN), RangeError)
  assert.throws(() => canonicalJson({ text: '\ud800' }), RangeError)
})
