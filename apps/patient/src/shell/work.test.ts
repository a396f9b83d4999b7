/**
 * Goal: the vault stays open as long as any long work runs, and no longer, also when it fails; but not for ever.
 * Method: works that are ended by hand.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isHeldOpen, isWorking, subscribeWork, working } from './work.ts'

test('work counts until the last of it has ended, also one that fails', async () => {
  const [backup, reseal] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  const seen: boolean[] = []
  const stop = subscribeWork(() => seen.push(isWorking()))
  const first = working(() => backup.promise)
  const second = working(() => reseal.promise)
  assert.equal(isWorking(), true)
  backup.resolve('written')
  assert.equal(await first, 'written')
  assert.equal(isWorking(), true)
  reseal.reject(new Error('no network'))
  await assert.rejects(second, /no network/)
  assert.equal(isWorking(), false)
  stop()
  await working(async () => 'unheard')
  assert.deepEqual(seen, [true, true, true, false])
})

test('work keeps a vault open for hours without its person, and not for a whole day', () => {
  const lastSign = Date.UTC(2026, 0, 10, 22)
  assert.equal(isHeldOpen(lastSign, lastSign + 7 * 3_600_000), true)
  assert.equal(isHeldOpen(lastSign, lastSign + 8 * 3_600_000), false)
})
