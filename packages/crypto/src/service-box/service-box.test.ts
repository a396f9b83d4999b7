/** Goal: a service's records open in their row alone, and die with their key. Method: every neighbour is tried. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utf8 } from '@nornos/std'
import {
  importServiceKey,
  localKeyPort,
  makeDataKey,
  makeServiceKeyBytes,
  openDataKey,
  openForService,
  sealForService,
  serviceBoxOverheadBytes,
} from './index.ts'

const cannotOpen = { code: 'cannot-open' }

test('a record opens under its data key and in its row, nowhere else', async () => {
  const port = localKeyPort(await importServiceKey(makeServiceKeyBytes()))
  const context = ['patient 1', 'hrv']
  const { key, wrapped } = await makeDataKey(port, context)
  const sealed = await sealForService(key, ['values', 'row 7'], utf8('52 ms'))
  assert.equal(sealed.length, 5 + serviceBoxOverheadBytes)
  const again = await openDataKey(port, context, wrapped)
  assert.deepEqual(await openForService(again, ['values', 'row 7'], sealed), utf8('52 ms'))
  await assert.rejects(openForService(again, ['values', 'row 8'], sealed), cannotOpen)
  await assert.rejects(openForService(again, ['values row', '7'], sealed), cannotOpen)
  const { key: other } = await makeDataKey(port, context)
  await assert.rejects(openForService(other, ['values', 'row 7'], sealed), cannotOpen)
})

test('a wrapped key opens under its own master and purpose alone', async () => {
  const port = localKeyPort(await importServiceKey(makeServiceKeyBytes()))
  const stranger = localKeyPort(await importServiceKey(makeServiceKeyBytes()))
  const { wrapped } = await makeDataKey(port, ['patient 1', 'hrv'])
  await assert.rejects(openDataKey(port, ['patient 2', 'hrv'], wrapped), cannotOpen)
  await assert.rejects(openDataKey(port, ['patient 1hrv'], wrapped), cannotOpen)
  await assert.rejects(openDataKey(stranger, ['patient 1', 'hrv'], wrapped), cannotOpen)
  await assert.rejects(openDataKey(port, ['patient 1', 'hrv'], wrapped.slice(0, -1)), cannotOpen)
  await assert.rejects(importServiceKey(new Uint8Array(16)), { code: 'malformed' })
})
