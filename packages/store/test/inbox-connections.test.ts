/**
 * Goal: what a vendor's cloud has, and what an app sends, becomes figures on the patient's device, each reading once, in
 * whatever order and however often it is told.
 * Method: a stand-in for Oura, the whole platform, a real device that is asked for the metric; late and repeated answers,
 * repeated notices and repeated requests of an app.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { MetricId } from '@nornos/health-model'
import {
  connectVendor,
  registrationsOf,
  type StandIn,
  startStandIn,
  TestPlatform,
  untilSettled,
} from '@nornos/platform/testing'
import { present } from '@nornos/std'
import { makeDevice, makeOwner, type VaultOwner, zone } from './test-devices.ts'

let oura: StandIn
let env: TestPlatform
before(async () => {
  oura = await startStandIn()
  env = await TestPlatform.create({ registrations: registrationsOf({ oura }) })
})
after(async () => {
  await env[Symbol.asyncDispose]()
  await oura[Symbol.asyncDispose]()
})

const dayMs = 86_400_000
const day = (ago: number) => new Date(Date.now() - ago * dayMs).toISOString().slice(0, 10)
const night = (ago: number, hrv: number) => ({
  id: `night-${ago}`,
  bedtime_start: `${day(ago)}T00:10:00+00:00`,
  bedtime_end: `${day(ago)}T06:40:00+00:00`,
  average_hrv: hrv,
})

/** Nights as the vendor has them now: those of the asked days, in one page each. */
function tellNights(nights: readonly ReturnType<typeof night>[]): void {
  oura.answer = ({ url }) => {
    if (url.pathname.endsWith('/personal_info')) return { body: { id: 'person' } }
    if (!url.pathname.endsWith('/usercollection/sleep')) return { body: { data: [], next_token: null } }
    const [from, until] = [url.searchParams.get('start_date') ?? '', url.searchParams.get('end_date') ?? '']
    const data = nights.filter((one) => {
      const of = one.bedtime_start.slice(0, 10)
      return of >= from && of <= until
    })
    return { body: { data, next_token: null } }
  }
}

async function readingsOf({ device }: VaultOwner, metric: MetricId): Promise<readonly number[]> {
  const query = { metric, from: Date.now() - 60 * dayMs, to: Date.now() + dayMs, points: 400 }
  return [...(await device.series({ ...query, resolution: 'raw' })).value]
}

async function fetchAgain({ device, person }: VaultOwner, connectionId: string): Promise<void> {
  const before = (await person.api.connectionList({})).body?.connections[0]?.lastSuccessAt
  await person.api.connectionSync({ params: { connectionId } })
  await untilSettled(person, connectionId, ({ lastSuccessAt }) => lastSuccessAt !== before)
  await device.syncNow()
}

test('nights of a vendor become readings, once, although it tells them again and hands one in late', async () => {
  const owner = await makeOwner(env)
  const { device, person } = owner
  tellNights([night(3, 41), night(2, 44)])
  const connectionId = await connectVendor(person, 'oura')
  await untilSettled(person, connectionId)
  await device.syncNow()
  assert.deepEqual(await readingsOf(owner, 'hrv_rmssd'), [41, 44])
  assert.deepEqual((await device.inbox()).items, [])

  await fetchAgain(owner, connectionId)
  assert.deepEqual(await readingsOf(owner, 'hrv_rmssd'), [41, 44], 'the same page again')

  // The ring hands in one night late: the page that holds it tells the others once more.
  tellNights([night(3, 41), night(2, 44), night(1, 47)])
  await fetchAgain(owner, connectionId)
  assert.deepEqual(await readingsOf(owner, 'hrv_rmssd'), [41, 44, 47])

  // Connected anew: everything is fetched and delivered as if for the first time.
  await person.api.connectionEnd({ params: { connectionId } })
  const again = await connectVendor(person, 'oura')
  assert.notEqual(again, connectionId)
  await untilSettled(person, again)
  await device.syncNow()
  assert.deepEqual(await readingsOf(owner, 'hrv_rmssd'), [41, 44, 47])
  await device.close()
})

test('a second device that takes the same items in at the same time doubles nothing', async () => {
  const owner = await makeOwner(env)
  const second = await makeDevice(env, owner.person)
  const vaultId = owner.person.id
  const joined = await second.device.recoverVault({
    by: 'passkey',
    passkey: owner.passkey,
    vaultId,
    deviceName: 'Phone',
    zone,
  })
  assert.ok(joined.ok, JSON.stringify(joined))
  tellNights([night(3, 41), night(2, 44)])
  await untilSettled(owner.person, await connectVendor(owner.person, 'oura'))
  const devices = [owner.device, second.device]
  await Promise.all(devices.map((device) => device.syncNow()))
  for (const device of devices) await device.syncNow()
  for (const device of devices)
    assert.deepEqual(await readingsOf({ ...owner, device }, 'hrv_rmssd'), [41, 44])
  for (const device of devices) await device.close()
})

const exported = (...points: readonly (readonly [ago: number, steps: number])[]) =>
  JSON.stringify({
    data: {
      metrics: [
        {
          name: 'step_count',
          units: 'count',
          data: points.map(([ago, qty]) => ({ date: `${day(ago)} 10:00:00 +0000`, qty, source: 'Phone' })),
        },
      ],
    },
  })

function post(token: string, body: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return fetch(`${env.publicUrl}/v1/ingest`, { method: 'POST', headers, body })
}

test('what an app sends to its address becomes readings, once, although it sends them again with later ones', async () => {
  const owner = await makeOwner(env)
  const { device, person } = owner
  const made = present((await person.api.ingestTokenMake({ body: { name: 'My phone' } })).body, 'a token')
  const sent = [
    exported([4, 4_000], [3, 3_000]),
    exported([4, 4_000], [3, 3_000]),
    exported([3, 3_000], [2, 2_000]),
    exported([5, 5_000]),
  ]
  for (const body of sent) assert.equal((await post(made.token, body)).status, 202)
  await device.syncNow()
  assert.deepEqual(await readingsOf(owner, 'steps'), [5_000, 4_000, 3_000, 2_000])
  assert.deepEqual((await device.inbox()).items, [])
  await person.api.ingestTokenRevoke({ params: { tokenId: made.made.tokenId } })
  assert.equal((await post(made.token, exported([1, 1_000]))).status, 401)
  await device.syncNow()
  assert.equal((await readingsOf(owner, 'steps')).length, 4)
  await device.close()
})

test('whoever leaves is disconnected from the vendor and from apps, in both ways of closing', async () => {
  for (const way of ['opened', 'unopened'] as const) {
    const owner = await makeOwner(env)
    const { api } = owner.person
    tellNights([night(2, 44)])
    const connectionId = await connectVendor(owner.person, 'oura')
    await untilSettled(owner.person, connectionId)
    const made = await api.ingestTokenMake({ body: { name: 'Telephone' } })
    assert.equal(made.status, 201)
    const closed = await (way === 'opened'
      ? owner.device.closeVault()
      : owner.device.closeUnopened(owner.person.id))
    assert.equal(closed.ok, true, way)
    assert.deepEqual((await api.connectionList({})).body?.connections, [], way)
    assert.deepEqual((await api.ingestTokenList({})).body?.tokens, [], way)
    await owner.device.close()
  }
})
