/**
 * Goal: the vault stays open as long as any long work gets on, and no longer, also when it fails; but not for ever.
 * Method: works that are ended by hand, on a clock that is set by hand.
 */
import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { isHeldOpen, isWorking, noteProgress, subscribeWork, working } from './work.ts'

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

const lastSign = Date.UTC(2026, 0, 10, 22)
const minuteMs = 60_000

/** Something got on so many minutes after the last sign of the person. */
function progressAt(minutes: number): void {
  mock.timers.enable({ apis: ['Date'], now: lastSign + minutes * minuteMs })
  noteProgress()
  mock.timers.reset()
}

test('work that gets on keeps a vault open for hours without its person, and not for a whole day', () => {
  const held = (minutes: number) => isHeldOpen(lastSign, lastSign + minutes * minuteMs)
  progressAt(7 * 60 - 10)
  assert.equal(held(7 * 60), true)
  progressAt(8 * 60 - 1)
  assert.equal(held(8 * 60 - 1), true)
  assert.equal(held(8 * 60), false)
})

test('work that has stood still for a quarter of an hour keeps nothing open, until it gets on', () => {
  const held = (minutes: number) => isHeldOpen(lastSign, lastSign + minutes * minuteMs)
  progressAt(30)
  assert.equal(held(44), true)
  assert.equal(held(45), false)
  progressAt(50)
  assert.equal(held(51), true)
})

test('work that begins has got on', async () => {
  mock.timers.enable({ apis: ['Date'], now: lastSign + 120 * minuteMs })
  const backup = Promise.withResolvers<undefined>()
  const running = working(() => backup.promise)
  assert.equal(isHeldOpen(lastSign, lastSign + 134 * minuteMs), true)
  assert.equal(isHeldOpen(lastSign, lastSign + 135 * minuteMs), false)
  backup.resolve(undefined)
  await running
  mock.timers.reset()
})
