/**
 * Goal: neither the database nor a log line holds a value, a metric's name or a key.
 * Method: recognisable values are published and read, then everything that is at rest is searched for them in the
 * forms in which they could lie there; the search itself must find what is planted in clear.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { everyItem, publish, read } from './published-series.ts'
import { accept, register, type SharedDataAlone, startSharedDataAlone } from './shared-data-alone.ts'

/** Nothing else in the run has this value or this name. */
const canary = 187.3751
const metricName = 'hrv_sdnn'

test('values, names of metrics and keys are nowhere at rest but sealed', async () => {
  await using env = await startSharedDataAlone()
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const consent = await alice.consent(bob.membership.granteeId, { data_fields: ['hrv'] })
  await accept(env, consent)
  await publish(alice, await everyItem(alice, { metric: metricName, valueAt: () => canary }))
  const token = await register(env, bob, consent)
  const reply = await read(env, token, alice, metricName)
  assert.ok(reply.body?.resolution === 'raw' && reply.body.values.includes(canary))

  const rest = await dump(env)
  const [key = ''] = await env.keyFiles(alice.id)
  const wrapped = await readFile(path.join(env.keyFolder, alice.id, key))
  for (const needle of [...spellings(canary), metricName, wrapped.toString('hex')]) {
    assert.equal(rest.includes(needle), false, `found ${needle}`)
    assert.equal(env.logged.join('').includes(needle), false, `logged ${needle}`)
  }
  await env.database.as.owner.query('create table planted (body bytea)')
  const double = Buffer.alloc(8)
  double.writeDoubleLE(canary)
  await env.database.as.owner.query('insert into planted values ($1)', [double])
  const planted = await dump(env)
  assert.ok(spellings(canary).some((needle) => planted.includes(needle)))
})

/** Every row of every table as text, bytes as hex. */
async function dump(env: SharedDataAlone): Promise<string> {
  const { superuser } = env.database.as
  const tables = await superuser.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const rows = await superuser.query<{ text: string }>(`select t::text as text from ${name} t`)
    texts.push(...rows.map((row) => row.text))
  }
  return texts.join('\n')
}

/** In clear, and as hex of the bytes that a column of numbers or a text would have. */
function spellings(value: number): string[] {
  const little = Buffer.alloc(8)
  little.writeDoubleLE(value)
  const big = Buffer.alloc(8)
  big.writeDoubleBE(value)
  const text = String(value)
  return [text, little.toString('hex'), big.toString('hex'), Buffer.from(text).toString('hex')]
}
