/**
 * Goal: relay witnesses how far a patient's vault has come, for that patient alone, and forgets nothing that is newer.
 * Method: relay over HTTP, two patients.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type RelayAlone, startRelayAlone } from './relay-alone.ts'

let env: RelayAlone

before(async () => {
  env = await startRelayAlone()
})
after(() => env[Symbol.asyncDispose]())

const headOf = (n: number) => n.toString(16).padStart(64, '0')

test('what a device has seen is witnessed once, also two heads under one number', async () => {
  const alice = await env.makePatient()
  assert.deepEqual((await alice.api.vaultHeadList({})).body, { heads: [] })
  for (const head of [headOf(1), headOf(1), headOf(2)]) {
    assert.equal((await alice.api.vaultHeadNote({ body: { n: 7, head } })).status, 204)
  }
  assert.deepEqual((await alice.api.vaultHeadList({})).body?.heads, [
    { n: 7, head: headOf(1) },
    { n: 7, head: headOf(2) },
  ])
})

test('another patient sees nothing of it', async () => {
  const [alice, bela] = [await env.makePatient(), await env.makePatient()]
  await alice.api.vaultHeadNote({ body: { n: 3, head: headOf(3) } })
  assert.deepEqual((await bela.api.vaultHeadList({})).body, { heads: [] })
})

test('the newest notes stay, and an old number noted late does not push them out', async () => {
  const alice = await env.makePatient()
  for (let n = 1; n <= 40; n++) await alice.api.vaultHeadNote({ body: { n, head: headOf(n) } })
  await alice.api.vaultHeadNote({ body: { n: 2, head: headOf(2) } })
  const numbers = (await alice.api.vaultHeadList({})).body?.heads.map(({ n }) => n)
  assert.deepEqual(
    numbers,
    Array.from({ length: 32 }, (_, index) => 40 - index),
  )
})

test('a head that is no hash is refused', async () => {
  const alice = await env.makePatient()
  assert.equal((await alice.api.vaultHeadNote({ body: { n: 1, head: 'zz' } })).status, 400)
})
