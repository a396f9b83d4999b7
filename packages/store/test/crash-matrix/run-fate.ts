/**
 * One life of a device in which one step goes wrong: it changes things, imports a file, sends, meets what another device
 * did and merges it. Afterwards it is opened anew over what it had stored, both devices sync, and everything is looked at.
 */
import assert from 'node:assert/strict'
import { canonicalJson, present, toHex } from '@nornos/std'
import * as z from 'zod/mini'
import type { DeviceApi } from '../../src/index.ts'
import { writesOf } from '../../src/mutable/mutable-record.ts'
import { changeMutable, deleteMutable, listMutable, readMutable } from '../../src/mutable/mutable-records.ts'
import { mutableObjectId, readMutableEntry } from '../../src/mutable/mutable-shelf.ts'
import { mutableTopic } from '../../src/mutable/mutable-topic.ts'
import type { OpenDevice } from '../../src/open-device.ts'
import type { Unlocked } from '../../src/unlocked.ts'
import { appleRecords, heartRate } from '../health-files.ts'
import { createLyingVault } from '../malicious-server/lying-vault.ts'
import { stageVault } from '../malicious-server/vault-stage.ts'
import { createFated, type Fate } from './fate.ts'

const things = mutableTopic('thing', { title: z.string(), note: z.string() })

interface Acknowledged {
  readonly titles: Set<string>
  /** Whether what the other device wrote took the place of the first title knowingly. */
  otherSawFirst: boolean
  imported: boolean
  deleted: boolean
}

export interface FateOutcome extends Acknowledged {
  /** Steps at which this could have happened. */
  readonly steps: number
}

export async function runFate(away: DeviceApi, fate: Fate, at: number): Promise<FateOutcome> {
  const clock = { at: Date.UTC(2026, 0, 10), now: () => new Date(clock.at) }
  const staged = await stageVault(2, clock)
  const server = await createLyingVault(staged, away)
  const [one, two] = staged.devices
  const mine = present(one, 'there are two devices')
  const other = await present(two, 'there are two devices').open(server.apiFor(1))
  const fated = createFated(fate, at, mine.storage, server.apiFor(0))
  const kept: Acknowledged = { titles: new Set(), otherSawFirst: false, imported: false, deleted: false }
  try {
    await live(await mine.open(fated.api, fated.storage), other, kept)
  } catch {
    // Whatever the fault did to the program that lived: what counts is what it had said before, and what is stored.
  }
  clock.at += 3_600_000
  const again = await mine.open(server.apiFor(0))
  for (const sync of [again.sync, other.sync, again.sync, other.sync]) {
    await sync.run()
    if (sync.state().state === 'alarm' && (fate === 'short' || fate === 'flipped')) await sync.recheck()
  }
  await check(again, other, kept)
  await checkVault(again.device, server.blobs)
  return { ...kept, steps: fated.steps }
}

async function live(mine: Unlocked, other: Unlocked, kept: Acknowledged): Promise<void> {
  const change = async (title: string) => {
    await changeMutable(mine.device, things, 'one', { title })
    kept.titles.add(title)
  }
  await quiet(() => change('First'))
  await quiet(() => changeMutable(mine.device, things, 'two', { title: 'To be deleted' }))
  await quiet(() => mine.sync.run())
  await other.sync.run()
  await quiet(() => importRates(mine, kept))
  kept.otherSawFirst = (await readMutable(other.device, things, 'one'))?.values.title === 'First'
  await changeMutable(other.device, things, 'one', { note: 'From the other', title: 'Other' })
  await other.sync.run()
  await quiet(() => change('Second'))
  await quiet(async () => {
    await deleteMutable(mine.device, things, 'two')
    kept.deleted = true
  })
  await quiet(() => mine.sync.run())
  await other.sync.run()
  await quiet(() => change('Third'))
}

/** A person tries the next thing, whatever became of the last one. */
async function quiet(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'DeathError') throw cause
  }
}

async function importRates({ imports }: Unlocked, kept: Acknowledged): Promise<void> {
  const file = appleRecords(
    heartRate('2021-01-05 12:00:00', 60),
    heartRate('2021-01-06 12:00:00', 62),
    heartRate('2021-02-06 12:00:00', 64),
  )
  const started = await imports.start(file)
  if (!started.ok) return
  await imports.idle()
  const [state] = imports.list()
  if (state?.step === 'done') kept.imported = true
}

async function check(mine: Unlocked, other: Unlocked, kept: Acknowledged): Promise<void> {
  for (const { device, sync } of [mine, other]) {
    assert.equal(sync.state().state, 'saved')
    assert.equal(device.outbox.size, 0)
    const samples = device.catalog.metrics().flatMap(({ blocks }) => blocks.map(({ count }) => count))
    const count = samples.reduce((sum, one) => sum + one, 0)
    if (kept.imported) assert.equal(count, 3)
    else assert.ok(count === 0 || count === 3, 'an import is whole or is not')
    if (kept.deleted) assert.equal(await readMutable(device, things, 'two'), null)
    const newest = [...kept.titles].at(-1)
    if (newest === undefined) continue
    const objectId = await mutableObjectId(device, 'thing', 'one')
    const entry = present(device.catalog.mutable(objectId), 'an acknowledged change is there')
    const values = writesOf(await readMutableEntry(device, entry)).map(({ value }) => value)
    const isThere = [newest, ...laterThan(newest, kept)].some((title) => values.includes(title))
    assert.ok(isThere, `kept: ${newest}, there: ${values.join()}`)
  }
  const [left, right] = [await listMutable(mine.device, things), await listMutable(other.device, things)]
  assert.deepEqual(left, right)
}

/** Writes that knew this one: where one of them is there, it was replaced and not lost. They may be unacknowledged. */
function laterThan(title: string, { otherSawFirst }: Acknowledged): readonly string[] {
  if (title === 'First') return ['Second', 'Third', ...(otherSawFirst ? ['Other'] : [])]
  return title === 'Second' ? ['Third'] : []
}

/** Every leaf has its blob, and the device keeps nothing that its index does not name. */
async function checkVault(device: OpenDevice, blobs: ReadonlyMap<string, Uint8Array>): Promise<void> {
  for (const { blobHash, size } of device.leaves.all()) {
    if (size > 0) assert.ok(blobs.has(toHex(blobHash)), 'no commit without its bytes')
  }
  const named = new Set(
    [
      ...device.catalog.metrics().flatMap(({ blocks, records }) => [...blocks, ...records]),
      ...device.catalog.notes(),
      ...device.catalog.mutables(),
    ].map(({ blob }) => blob),
  )
  const stored = [...(await device.storage.keys('blocks')), ...(await device.storage.keys('records'))]
  assert.deepEqual(
    stored.filter((name) => !named.has(name)),
    [],
    'nothing is left over',
  )
  assert.equal(canonicalJson([...(await device.storage.keys('outbox'))]), '[]')
}
