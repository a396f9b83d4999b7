/** Goal: a key that was destroyed is nowhere, whatever was going on meanwhile. Method: real keys in a folder that can be held up. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { importServiceKey, localKeyPort, makeServiceKeyBytes } from '@nornos/crypto/service-box'
import { PatientId } from '@nornos/health-model'
import { systemClock } from '@nornos/service-kit'
import { createFieldKeys } from './field-keys.ts'
import type { KeyFolder } from './key-folder.ts'

const place = { itemId: 'ab', version: 1 }
const port = localKeyPort(await importServiceKey(makeServiceKeyBytes()))
const clock = systemClock

test('a key that is read while it is destroyed opens nothing afterwards', async () => {
  const files = new Map<string, Uint8Array>()
  const held = Promise.withResolvers<void>()
  const folder: KeyFolder = {
    write: async ({ keyId }, wrapped) => void files.set(keyId, wrapped),
    read: async ({ keyId }) => {
      const wrapped = files.get(keyId) ?? null
      await held.promise
      return wrapped
    },
    destroy: async ({ keyId }) => void files.delete(keyId),
    list: async () => [],
  }
  const maker = createFieldKeys(port, folder, clock)
  const name = await maker.make(PatientId.parse(randomUUID()), 'hrv')
  const sealed = await maker.seal(name, place, new Uint8Array([1]))

  const reader = createFieldKeys(port, folder, clock)
  const underWay = reader.open(name, place, sealed)
  await reader.destroy(name)
  held.resolve()
  await underWay
  assert.equal(await reader.open(name, place, sealed), null)
})

test('a key that stands opens what it sealed, also from memory', async () => {
  const files = new Map<string, Uint8Array>()
  const folder: KeyFolder = {
    write: async ({ keyId }, wrapped) => void files.set(keyId, wrapped),
    read: async ({ keyId }) => files.get(keyId) ?? null,
    destroy: async ({ keyId }) => void files.delete(keyId),
    list: async () => [],
  }
  const keys = createFieldKeys(port, folder, clock)
  const name = await keys.make(PatientId.parse(randomUUID()), 'hrv')
  const sealed = await keys.seal(name, place, new Uint8Array([7]))
  assert.deepEqual(await keys.open(name, place, sealed), new Uint8Array([7]))
  await keys.destroy(name)
  assert.equal(await keys.open(name, place, sealed), null)
})
