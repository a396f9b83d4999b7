/** Goal: a stated date is shown as stated, and no more of it than was stated. Method: a table. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { longDateText, shortDateText } from './stated-date-text.ts'

test('a date, a month and a year are shown as what they are', () => {
  const written = [
    ['2008-03-19', '19 March 2008', '19 Mar'],
    ['2008-01-01', '1 January 2008', '1 Jan'],
    ['2008-03', 'March 2008', 'Mar'],
    ['2008', '2008', '2008'],
  ] as const
  for (const [date, long, short] of written) {
    assert.equal(longDateText(date, 'en-GB'), long)
    assert.equal(shortDateText(date, 'en-GB'), short)
  }
})
