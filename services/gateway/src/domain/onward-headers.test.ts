/** Goal: what is about one connection stays with it. Method: headers in, headers out. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onwardHeaders } from './onward-headers.ts'

test('headers of the connection, and those that it names, do not go on', () => {
  const onward = onwardHeaders(
    new Headers({
      connection: 'keep-alive, X-Secret-Hop',
      'x-secret-hop': '1',
      te: 'trailers',
      range: 'bytes=0-1',
    }),
  )
  assert.deepEqual([...onward], [['range', 'bytes=0-1']])
})

test('what proves the caller goes on, whatever Connection says', () => {
  const given = new Headers({ connection: 'authorization, dpop, ;;', authorization: 'DPoP a', dpop: 'b' })
  assert.deepEqual(
    [...onwardHeaders(given)],
    [
      ['authorization', 'DPoP a'],
      ['dpop', 'b'],
    ],
  )
})
