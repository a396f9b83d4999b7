/** Goal: what is wrong with our token, with our question or with Withings is told apart. Method: one of each documented run. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { httpStatusOf } from './withings-status.ts'

test('a status inside an answer means what Withings documents', () => {
  const cases = [
    [200, [0]],
    [401, [100, 101, 102, 200, 401]],
    [403, [214, 277, 2_553, 2_554, 2_555]],
    [429, [601]],
    [
      503,
      [215, 257, 282, 310, 402, 522, 524, 533, 602, 700, 1_052, 2_551, 2_559, 3_000, 3_024, 5_006, 10_000],
    ],
    [400, [201, 213, 216, 254, 304, 321, 353, 382, 400, 501, 503, 511, 523, 532, 3_017, 3_019]],
  ] as const
  for (const [expected, statuses] of cases) {
    for (const status of statuses) assert.equal(httpStatusOf(status), expected, String(status))
  }
})
