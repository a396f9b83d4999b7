/**
 * Goal: what is stored is what the patient's device signed, what a live consent covers, and what can be true; each
 * item is judged alone, and sending it twice changes nothing.
 * Method: proper items and one neighbour of each for every reason to refuse.
 */
import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { PublishedItem } from '@nornos/contracts'
import { DAY_MILLISECONDS, millisecondsToInstant } from '@nornos/health-model'
import { utf8 } from '@nornos/std'
import {
  blockItems,
  everyItem,
  header,
  publish,
  read,
  rollUpItemsOf,
  seriesStart,
} from './published-series.ts'
import {
  accept,
  type Doctor,
  type Patient,
  register,
  type SharedDataAlone,
  startSharedDataAlone,
} from './shared-data-alone.ts'

let env: SharedDataAlone
let alice: Patient
let bob: Doctor

before(async () => {
  env = await startSharedDataAlone()
  ;[alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  await accept(env, await alice.consent(bob.membership.granteeId))
})
after(() => env[Symbol.asyncDispose]())

async function reasonOf(patient: Patient, ...items: PublishedItem[]): Promise<string | null> {
  const reply = await patient.api.itemPut({ body: { items } })
  return reply.body?.refused[0]?.reason ?? null
}

test('an item is stored once, a newer version takes its place, an older one is refused', async () => {
  const [day] = await blockItems(alice, { metric: 'hrv_sdnn', days: 1 })
  const [newer] = await blockItems(alice, { metric: 'hrv_sdnn', days: 1, valueAt: () => 99 }, 2)
  assert.ok(day && newer)
  assert.deepEqual((await alice.api.itemPut({ body: { items: [day, day] } })).body, {
    accepted: 2,
    refused: [],
  })
  assert.equal(await reasonOf(alice, newer), null)
  assert.equal(await reasonOf(alice, day), 'older_version')
  const plan = await alice.api.publishPlanRead({})
  const planned = plan.body?.fields.find(({ field }) => field === 'hrv')?.items
  assert.deepEqual(planned, [{ itemId: day.itemId, version: 2 }])
})

test('a field that is not shared, an excluded metric, and a patient who shares nothing are refused', async () => {
  const [heartRate] = await blockItems(alice, { metric: 'heart_rate', days: 1 })
  assert.ok(heartRate)
  assert.equal(await reasonOf(alice, heartRate), 'not_shared')
  const carol = await env.makePatient()
  await accept(env, await carol.consent(bob.membership.granteeId, { excluded_metrics: ['hrv_rmssd'] }))
  const [excluded] = await blockItems(carol, { metric: 'hrv_rmssd', days: 1 })
  assert.ok(excluded)
  assert.equal(await reasonOf(carol, excluded), 'not_shared')
  const dora = await env.makePatient()
  const [alone] = await blockItems(dora, { metric: 'hrv_sdnn', days: 1 })
  assert.ok(alone)
  assert.equal(await reasonOf(dora, alone), 'not_shared')
  assert.deepEqual(await env.keyFiles(dora.id), [])
})

test('what was measured before the first allowed moment, and what is finer than allowed, is refused', async () => {
  const carol = await env.makePatient()
  const since = millisecondsToInstant(seriesStart + 2 * DAY_MILLISECONDS)
  await accept(
    env,
    await carol.consent(bob.membership.granteeId, {
      data_fields: ['hrv', 'sleep'],
      data_since: since,
      resolution: { sleep: 'daily' },
    }),
  )
  const days = await blockItems(carol, { metric: 'hrv_sdnn', days: 4 })
  const reply = await carol.api.itemPut({ body: { items: days } })
  assert.equal(reply.body?.accepted, 2)
  const minutes = { metric: 'sleep_total', days: 1, valueAt: () => 420 } as const
  const [hours] = await rollUpItemsOf(carol, { metric: 'heart_rate' }, 'hour')
  assert.ok(hours)
  for (const [blocks] of [await blockItems(carol, minutes)]) {
    assert.ok(blocks)
    assert.equal(await reasonOf(carol, blocks), 'not_shared')
  }
  assert.equal(await reasonOf(carol, hours), 'not_shared')
})

test('an item that the device did not sign exactly so is refused, and the rest is kept', async () => {
  const [first, second] = await blockItems(alice, { metric: 'hrv_rmssd', days: 2 })
  assert.ok(first && second)
  const mallory = await env.makePatient()
  const [foreign] = await blockItems(mallory, { metric: 'hrv_rmssd', days: 1 })
  assert.ok(foreign)
  for (const forged of [
    { ...first, payload: second.payload },
    { ...first, version: 2 },
    { ...first, itemId: second.itemId },
    { ...first, field: 'sleep' as const },
    foreign,
  ]) {
    assert.equal(await reasonOf(alice, forged), 'not_signed')
  }
  const reply = await alice.api.itemPut({ body: { items: [{ ...first, version: 9 }, second] } })
  assert.deepEqual(reply.body, { accepted: 1, refused: [{ itemId: first.itemId, reason: 'not_signed' }] })
})

test('an item that is not what it says is refused', async () => {
  const [block] = await blockItems(alice, { metric: 'hrv_sdnn', days: 1 })
  assert.ok(block)
  const asRollUp = await alice.item(
    header('hrv_sdnn', 'rollup', utf8('x'), null, 1),
    Buffer.from(block.payload, 'base64url'),
  )
  const broken = await alice.item(header('hrv_sdnn', 'block', utf8('y'), null, 1), utf8('NVB1 not a block'))
  const text = await alice.item(header('hrv_sdnn', 'record', utf8('z'), null, 1), utf8('{"recordId":1}'))
  assert.equal(await reasonOf(alice, asRollUp), 'not_readable')
  assert.equal(await reasonOf(alice, broken), 'not_readable')
  assert.equal(await reasonOf(alice, text), 'not_readable')
  // Neither metric nor month stand under the signature: they must be those of the payload.
  assert.equal(await reasonOf(alice, { ...block, metric: 'hrv_rmssd' }), 'not_readable')
  assert.equal(await reasonOf(alice, { ...block, month: '2001-01' as never }), 'not_readable')
})

test('values that no body has, and days that have not come, are refused', async () => {
  const [impossible] = await blockItems(alice, { metric: 'hrv_sdnn', days: 1, valueAt: () => 90_000 })
  assert.ok(impossible)
  assert.equal(await reasonOf(alice, impossible), 'not_plausible')
  const future = await blockItems(alice, { metric: 'hrv_rmssd', days: 20 })
  const reply = await alice.api.itemPut({ body: { items: future.slice(-1) } })
  assert.equal(reply.body?.refused[0]?.reason, 'not_plausible')
})

test('an item that is taken back is gone, and of others nobody takes anything back', async () => {
  const [carol, consent] = await patientWhoShares()
  const items = await blockItems(carol, { metric: 'hrv_sdnn' })
  await publish(carol, items)
  const token = await register(env, bob, consent)
  const itemIds = items.map(({ itemId }) => itemId)
  await alice.api.itemDelete({ body: { itemIds } })
  assert.equal(await countValues(token, carol), 120)
  assert.equal((await carol.api.itemDelete({ body: { itemIds: itemIds.slice(1) } })).status, 204)
  assert.equal(await countValues(token, carol), 24)
})

test('when a key file was lost, publishing again makes the field readable', async () => {
  const [carol, consent] = await patientWhoShares()
  const items = await everyItem(carol, { metric: 'hrv_sdnn' })
  await publish(carol, items)
  await rm(`${env.keyFolder}/${carol.id}`, { recursive: true })
  await env.restart()
  const token = await register(env, bob, consent)
  assert.equal(await countValues(token, carol), 0)
  const [newer] = await blockItems(carol, { metric: 'hrv_sdnn', days: 1 }, 2)
  assert.ok(newer)
  await publish(carol, [newer])
  assert.equal(await countValues(token, carol), 24)
  const plan = await carol.api.publishPlanRead({})
  assert.equal(plan.body?.fields[0]?.items.length, 1)
})

async function patientWhoShares() {
  const patient = await env.makePatient()
  const consent = await patient.consent(bob.membership.granteeId)
  await accept(env, consent)
  return [patient, consent] as const
}

async function countValues(token: string, patient: Patient): Promise<number> {
  const reply = await read(env, token, patient, 'hrv_sdnn')
  return reply.body?.resolution === 'raw' ? reply.body.values.length : -1
}
