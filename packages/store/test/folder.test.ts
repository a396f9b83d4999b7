/**
 * Goal: a folder is one import, with what its files hold, the same whatever order they are listed in, and nothing of it is lost.
 * Method: a folder of measurements, a document and what nobody knows; imported twice, the second time in another order.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { TestPlatform } from '@nornos/platform/testing'
import { appleRecords, heartRate } from './health-files.ts'
import { ended, makeOwner } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

const at = { lastModified: Date.UTC(2021, 2, 1) }

test('a folder is one import, and its files are read each by its content', async () => {
  const { device } = await makeOwner(env)
  const files = [
    { path: 'Anna/2021/export.xml', file: appleRecords(heartRate('2021-01-05 08:00:00', 61)) },
    { path: 'Anna/2020/导出.xml', file: appleRecords(heartRate('2020-01-05 08:00:00', 62)) },
    { path: 'Anna/letters/readme.txt', file: new File(['hello'], 'readme.txt', at) },
    { path: 'Anna/empty.json', file: new File([], 'empty.json', at) },
  ]
  for (const some of [files, files.toReversed()]) {
    const started = await device.importFolder('Anna', some)
    assert.ok(started.ok)
    const state = await ended(device, started.value.importId)
    assert.equal(state.step, 'done')
    assert.equal(state.fileName, 'Anna')
    assert.equal(state.readings, 2)
    assert.deepEqual(state.skippedPlaces, [])
  }
  const heart = (await device.overview()).find(({ metric }) => metric === 'heart_rate')
  assert.equal(heart?.samples, 2)
  await device.close()
})

test('an empty folder is refused in words, and so is one that holds nothing of health', async () => {
  const { device } = await makeOwner(env)
  assert.deepEqual(await device.importFolder('Empty', []), { ok: false, error: { type: 'FileEmpty' } })
  const started = await device.importFolder('Letters', [
    { path: 'Letters/a.txt', file: new File(['hello'], 'a.txt', at) },
  ])
  assert.ok(started.ok)
  const state = await ended(device, started.value.importId)
  assert.deepEqual([state.step, state.problem?.type], ['failed', 'FileNotRecognised'])
  await device.close()
})
