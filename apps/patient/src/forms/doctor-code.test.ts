/** Goal: a code works however it is typed. Method: one code in many spellings, and near misses. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDoctorCode } from './doctor-code.ts'

test('a code is the same in any case, with spaces, dashes and look-alike letters', () => {
  for (const typed of ['7K2M9QXW4T', ' 7k2m-9qxw 4t ', '7K2M 9QXW 4T']) {
    assert.equal(parseDoctorCode(typed), '7K2M9QXW4T')
  }
  assert.equal(parseDoctorCode('oil2M9QXW4'), '0112M9QXW4')
})

test('what cannot be a code is refused before anyone is asked', () => {
  for (const typed of ['', '7K2M9QXW4', '7K2M9QXW4TT', '7K2M9QXWU4', '7K2M9QXW4!']) {
    assert.equal(parseDoctorCode(typed), null)
  }
})
