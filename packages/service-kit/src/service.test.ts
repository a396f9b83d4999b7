/** Goal: a service that cannot listen leaves nothing open. Method: two services on one port. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from './clock.ts'
import { createLog } from './log.ts'
import { startService } from './service.ts'

const nobody = { verify: async () => null }

test('a service whose port is taken closes what it owns and says so; the one that is there goes on', async () => {
  const closed: string[] = []
  const start = (name: string, port: number) =>
    startService({
      ...{ name, port, contract: {}, handlers: {}, clock: systemClock, log: createLog(name) },
      authentication: { session: nobody, service: nobody, publicUrl: 'http://localhost' },
      ready: async () => true,
      owns: [{ close: async () => closed.push(name) }],
    })
  const first = await start('first', 0)
  await assert.rejects(start('second', Number(new URL(first.url).port)), { code: 'EADDRINUSE' })
  assert.deepEqual(closed, ['second'])
  assert.equal((await fetch(`${first.url}/readyz`)).status, 200)
  await first.close()
  assert.deepEqual(closed, ['second', 'first'])
})
