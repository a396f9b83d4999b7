/**
 * Goal: what no importer can name is kept as the file wrote it, once, at a cost that does not grow, and leaves with the person.
 * Method: Apple exports with types that nobody knows, imported again and longer; the archive of the readable export opened.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { TestPlatform } from '@nornos/platform/testing'
import { unzipSync } from 'fflate'
import type { Device } from '../src/index.ts'
import { appleRecords, heartRate } from './health-files.ts'
import { taken } from './outgoing-files.ts'
import { importWhole, makeOwner } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

/** Some are long, so that a note is full before the items are. */
const unknown = (type: string, count: number) =>
  Array.from(
    { length: count },
    (_, at) =>
      `<Record type="HKQuantityTypeIdentifier${type}" sourceName="Watch" unit="${'x'.repeat(at % 100 === 0 ? 9_000 : 2)}" ` +
      `startDate="2021-01-05 08:00:00 +0000" endDate="2021-01-05 08:00:00 +0000" value="${at}"/>`,
  )

test('items of an unknown type are kept once, whatever is imported how often, and are in the export', async () => {
  const { device } = await makeOwner(env)
  const first = await importWhole(
    device,
    appleRecords(heartRate('2021-01-05 08:00:00', 60), ...unknown('Aura', 2_500)),
  )
  assert.deepEqual(first.unknownByType, { HKQuantityTypeIdentifierAura: 2_500 })
  const kept = await keptIn(device)
  assert.equal(kept.length, 2_500)
  await importWhole(device, appleRecords(heartRate('2021-01-05 08:00:00', 60), ...unknown('Aura', 2_500)))
  assert.deepEqual(await keptIn(device), kept)
  await importWhole(device, appleRecords(...unknown('Aura', 2_600), ...unknown('Glow', 3)))
  const more = await keptIn(device)
  assert.equal(more.length, 2_603)
  assert.deepEqual(
    more.filter(({ type }) => type === 'HKQuantityTypeIdentifierGlow').map(({ text }) => text),
    unknown('Glow', 3),
  )
  assert.deepEqual(
    new Set(more.map(({ text }) => text)),
    new Set([...unknown('Aura', 2_600), ...unknown('Glow', 3)]),
  )
  await device.close()
})

async function keptIn(device: Device) {
  const files = unzipSync(await taken(device, await device.startExport(null)))
  const lines = new TextDecoder().decode(files['unknown/items.ndjson']).trim().split('\n')
  return lines.map((line): { readonly type: string; readonly text: string } => JSON.parse(line))
}
