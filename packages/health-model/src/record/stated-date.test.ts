/** Goal: a date stays the date that was stated; a moment is none. Method: a table of resources. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RecordContent } from './health-record.ts'
import { firstStatedDay, statedDate } from './stated-date.ts'

test('a date is what the resource states when it states no time of day', () => {
  const result = { resourceType: 'Observation', status: 'final', code: { text: 'LDL' } }
  const visit = { resourceType: 'Encounter', status: 'finished', class: { text: 'Visit' } }
  const stated: readonly (readonly [object, string | null])[] = [
    [{ ...result, effectiveDateTime: '2008-03-19' }, '2008-03-19'],
    [{ ...result, effectiveDateTime: '2008-03' }, '2008-03'],
    [{ ...result, effectiveDateTime: '2008-03-19T00:00:00Z' }, null],
    [{ ...result, effectiveDateTime: '2008-03-19T08:00:00Z', issued: '2008-03-20' }, null],
    [{ ...result, issued: '2008-03-20' }, '2008-03-20'],
    [result, null],
    [{ resourceType: 'Condition', code: { text: 'Hypertension' }, onsetDateTime: '2019' }, '2019'],
    [{ ...visit, period: { start: '2020-02-29', end: '2020-03-01' } }, '2020-02-29'],
    [{ ...visit, period: { start: '2020-02-29T10:00:00+01:00' } }, null],
  ]
  for (const [content, date] of stated) assert.equal(statedDate(RecordContent.parse(content)), date)
})

test('a date that is less certain than a day begins with its first one', () => {
  const days = ['2008-03-19', '2008-03', '2008', '2024-02-29', '2023-02-29', '2008-13'].map(firstStatedDay)
  assert.deepEqual(days, ['2008-03-19', '2008-03-01', '2008-01-01', '2024-02-29', null, null])
})
