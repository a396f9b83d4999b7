/**
 * Goal: a test that asks for one of Debian's servers gets it, alone, answering, and nothing of it is left afterwards.
 * Method: each server is started, asked something that only a working one can answer, and disposed.
 */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { Client } from 'pg'
import { lacksServer, withServer } from './index.ts'

function ask(port: number, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${line}\r\n`))
    socket.once('data', (data) => {
      socket.destroy()
      resolve(data.toString())
    })
    socket.once('error', reject)
  })
}

async function query(url: string, text: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

test('Redis answers, and is gone afterwards', { skip: lacksServer('redis') }, async () => {
  const redis = await withServer('redis')
  assert.match(await ask(redis.port, 'SET greeting hello'), /OK/)
  assert.match(await ask(redis.port, 'GET greeting'), /hello/)
  await redis[Symbol.asyncDispose]()
  await assert.rejects(ask(redis.port, 'PING'))
})

test('a Redis cluster has all slots served', { skip: lacksServer('redis-cluster') }, async () => {
  await using cluster = await withServer('redis-cluster')
  assert.equal(cluster.nodes.length, 6)
  const [first] = cluster.nodes
  assert.match(await ask(first?.port ?? 0, 'CLUSTER INFO'), /cluster_slots_ok:16384/)
})

test('PostgreSQL 15 takes a statement', { skip: lacksServer('postgresql') }, async () => {
  await using postgresql = await withServer('postgresql')
  const [row] = await query(
    postgresql.adminUrl,
    "select current_setting('server_version_num')::int / 10000 as major",
  )
  assert.deepEqual(row, { major: 15 })
})

test('PgBouncer hands connections on by transaction', { skip: lacksServer('pgbouncer') }, async () => {
  await using pgbouncer = await withServer('pgbouncer')
  assert.deepEqual(await query(pgbouncer.pooledUrl, 'select 1 as one'), [{ one: 1 }])
  assert.notEqual(new URL(pgbouncer.pooledUrl).port, new URL(pgbouncer.adminUrl).port)
})
