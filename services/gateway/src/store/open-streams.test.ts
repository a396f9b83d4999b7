/** Goal: one person's streams are few, and each that ends, however it ends, makes room. Method: streams by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { createOpenStreams } from './open-streams.ts'

function stream() {
  let source: ReadableStreamDefaultController | undefined
  const body = new ReadableStream({
    start: (controller) => {
      source = controller
    },
  })
  return {
    response: new Response(body, { status: 200 }),
    close: () => source?.close(),
    fail: () => source?.error('cut'),
  }
}

test('past the limit there is no further stream, and another person is not held up', () => {
  const streams = createOpenStreams(2)
  assert.ok(streams.count('alice', stream().response))
  assert.ok(streams.count('alice', stream().response))
  assert.equal(streams.count('alice', stream().response), null)
  assert.ok(streams.count('bea', stream().response))
})

test('a stream that ends, breaks or is left makes room', async () => {
  const streams = createOpenStreams(1)
  for (const how of ['ends', 'breaks', 'is left'] as const) {
    const { close, fail, response } = stream()
    const counted = streams.count('alice', response)
    assert.ok(counted, how)
    assert.equal(streams.count('alice', stream().response), null)
    if (how === 'ends') close()
    if (how === 'breaks') fail()
    if (how === 'is left') await counted.body?.cancel()
    else await counted.text().catch(() => null)
    await turn()
  }
  assert.ok(streams.count('alice', stream().response))
})
