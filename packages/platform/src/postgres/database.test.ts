/**
 * Goal: statements that share a round trip are answered each by its own answer, and a transaction of which one fails
 * leaves nothing behind, neither rows nor a connection that no longer knows its statements.
 * Method: a real server and one connection, the same texts before and after a failure; and PgBouncer in between, which
 * hands more connections on than it has.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Database, openDatabase } from '@nornos/service-kit'
import { lacksServer, withServer } from '../testing/servers/index.ts'
import { startTestCluster } from './test-cluster.ts'

const actor = { type: 'patient', id: null } as const
const insert = 'insert into numbers (number) values ($1) returning number'
let cluster: Awaited<ReturnType<typeof startTestCluster>>
let database: Database
before(async () => {
  cluster = await startTestCluster()
  database = openDatabase({ url: cluster.adminUrl, connectionsMax: 1 })
  await database.query('create table numbers (number integer primary key)')
})
after(async () => {
  await database.close()
  await cluster[Symbol.asyncDispose]()
})

test('statements that are sent together are answered in their order', async () => {
  const rows = await database.asActor(actor, (tx) =>
    Promise.all([1, 2, 3].map((number) => tx.query<{ number: number }>(insert, [number]))),
  )
  assert.deepEqual(rows.flat(), [{ number: 1 }, { number: 2 }, { number: 3 }])
})

test('one that fails takes the others with it, and the connection goes on', async () => {
  const count = 'select count(*)::int as count from numbers where number > $1'
  const failing = database.asActor(actor, (tx) =>
    // The last two texts are new to the connection: they are never parsed, because the first has failed.
    Promise.all([tx.query(insert, [1]), tx.query(insert, [4]), tx.query(count, [0]), tx.query(count, [1])]),
  )
  await assert.rejects(failing, { code: '23505' })
  const counted = await database.asActor(actor, (tx) => tx.query(count, [0]))
  assert.deepEqual(counted, [{ count: 3 }])
  assert.deepEqual(await database.asActor(actor, (tx) => tx.query(insert, [4])), [{ number: 4 }])
})

test('behind PgBouncer every transaction has its answers', { skip: lacksServer('pgbouncer') }, async () => {
  await using pgbouncer = await withServer('pgbouncer')
  const pooled = openDatabase({ url: pgbouncer.pooledUrl, connectionsMax: 30 })
  try {
    const sums = await Promise.all(
      Array.from({ length: 200 }, (_, number) =>
        pooled.asActor(actor, async (tx) => {
          // Different texts: a process that knows one of them need not know the next.
          const text = `select $1::int + ${number % 7} as sum`
          const [[first], [second]] = await Promise.all([
            tx.query<{ sum: number }>(text, [number]),
            tx.query<{ sum: number }>(text, [1_000]),
          ])
          return [first?.sum, second?.sum]
        }),
      ),
    )
    for (const [number, sum] of sums.entries()) {
      assert.deepEqual(sum, [number + (number % 7), 1_000 + (number % 7)])
    }
  } finally {
    await pooled.close()
  }
})
