/** Goal: what says nothing takes no place in an inbox, and what may say something does. Method: answers of several vendors. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utf8 } from '@nornos/std'
import { isEmptyAnswer } from './is-empty-answer.ts'

test('lists without anything, and lists that are left out, are empty', () => {
  for (const answer of [
    '',
    '[]',
    '{}',
    '{ }\n',
    '{"nextPageToken": "a-page-further-on"}',
    '{"data":[],"next_token":null}',
    '{"resourceType":"Bundle","type":"searchset","total":0}',
  ]) {
    assert.ok(isEmptyAnswer(utf8(answer)), answer)
  }
})

test('anything else is something', () => {
  for (const answer of [
    '[1]',
    '{"steps":4711}',
    '{"dataPoints":[{"steps":{"count":"0"}}]}',
    '{"nextPageToken":"a","dataPoints":[{}]}',
    '{"nextPageToken":"a","steps":1}',
    'no json',
  ]) {
    assert.ok(!isEmptyAnswer(utf8(answer)), answer)
  }
})
