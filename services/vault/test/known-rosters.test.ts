/**
 * Goal: a roster that was read before is the same again, and nothing but the very same bytes counts as read before.
 * Method: rosters of real vaults; what is read again is told from what was kept by its identity.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { createKnownRosters } from '../src/store/known-rosters.ts'
import { draftVault } from './test-device.ts'

test('a roster is read once, until its vault has another one', async () => {
  const rosters = createKnownRosters(2)
  const [one, next] = [await draftVault(randomUUID()), await draftVault(randomUUID())]
  const first = await rosters.read('a', one.roster.bytes)
  assert.deepEqual(first, one.roster.roster)
  assert.equal(await rosters.read('a', one.roster.bytes.slice()), first)
  const second = await rosters.read('a', next.roster.bytes)
  assert.deepEqual(second, next.roster.roster)
  assert.notEqual(await rosters.read('a', one.roster.bytes), first)
})

test('what is no roster is refused, also where there was one, and only the last vaults are kept', async () => {
  const rosters = createKnownRosters(2)
  const { bytes } = (await draftVault(randomUUID())).roster
  const first = await rosters.read('a', bytes)
  const altered = bytes.slice()
  altered[10] = (altered[10] ?? 0) ^ 1
  await assert.rejects(rosters.read('a', altered), { code: 'malformed' })
  const again = await rosters.read('a', bytes)
  assert.notEqual(again, first)
  await rosters.read('b', bytes)
  assert.equal(await rosters.read('a', bytes), again)
  await rosters.read('c', bytes)
  assert.equal(await rosters.read('a', bytes), again)
  await rosters.read('d', bytes)
  await rosters.read('c', bytes)
  assert.notEqual(await rosters.read('a', bytes), again)
})
