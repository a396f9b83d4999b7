/**
 * Goal: each vendor is asked as it documents, all its collections and pages arrive sealed and word for word, once, and its
 * notices are believed only when they are signed as it documents.
 * Method: the whole platform against a stand-in for each vendor that gives tokens, checks them and answers like it;
 * connectionStart and connectionFinish in connected-patient.ts, webhookTake and webhookCheck over plain HTTP.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  connectVendor,
  documentedAnswers,
  logTo,
  registrationsOf,
  type StandIn,
  TestPlatform,
  untilSettled,
  webhookSecret,
} from '@nornos/platform/testing'
import { present } from '@nornos/std'
import {
  type Cloud,
  type CloudCase,
  cloudCases,
  day,
  noticeStatus,
  startCloudStandIns,
  tellNotice,
} from './cloud-cases.ts'
import { openInbox } from './open-inbox.ts'

let standIns: ReadonlyMap<Cloud, StandIn>
let env: TestPlatform
before(async () => {
  logTo({ write: () => undefined })
  standIns = await startCloudStandIns()
  env = await TestPlatform.create({ registrations: registrationsOf(Object.fromEntries(standIns)) })
})
after(async () => {
  await env[Symbol.asyncDispose]()
  for (const standIn of standIns.values()) await standIn[Symbol.asyncDispose]()
})

for (const [vendor, one] of Object.entries(cloudCases) as [Cloud, CloudCase][]) {
  test(`${vendor}: connected, its pages arrive as they are; a notice is followed when it is signed; disconnected, its tokens are gone`, async () => {
    const standIn = present(standIns.get(vendor), 'each vendor has a stand-in')
    const astrid = await env.makePatient()
    const connectionId = await connectVendor(astrid, vendor)
    let connection = await untilSettled(astrid, connectionId)
    assert.partialDeepStrictEqual(connection, { vendor, serverUrl: null, state: 'connected', trouble: null })
    assert.ok(connection.lastSuccessAt)

    const notice = one.notice?.(standIn)
    if (notice) {
      const before = standIn.asked.length
      const forged = await tellNotice(env.publicUrl, vendor, notice, 'a forger')
      const { refused, taken } = noticeStatus(vendor)
      assert.equal(forged.status, refused)
      assert.equal(standIn.asked.length, before)
      const told = () => tellNotice(env.publicUrl, vendor, notice)
      // Vendors tell twice.
      assert.deepEqual([(await told()).status, (await told()).status], [taken, taken])
      connection = await untilSettled(astrid, connectionId)
      const asked = standIn.asked.slice(before).map(({ url }) => url.href)
      assert.ok(
        asked.some((url) => notice.asks.test(url)),
        asked.join('\n'),
      )
    }
    const arrived = await openInbox(astrid)
    assert.equal(arrived.filter(({ body }) => body === one.arrives).length, 1)
    const item = arrived.find(({ body }) => body === one.arrives)
    assert.equal(item?.senderId, `service:connect:${vendor}`)
    assert.partialDeepStrictEqual(item?.header, {
      v: 1,
      from: { type: 'cloud', id: vendor, name: connection.name },
    })

    const bodies = new Set(arrived.map(({ body }) => body))
    const missing = Object.entries(documentedAnswers[vendor]).filter(([, answerOf]) => {
      const answer = answerOf(day)
      return answer !== null && !bodies.has(JSON.stringify(answer))
    })
    // Of these another answer arrived: the case has its own.
    assert.deepEqual(
      missing.map(([id]) => id),
      one.own ?? [],
    )

    const count = arrived.length
    await astrid.api.connectionSync({ params: { connectionId } })
    await untilSettled(astrid, connectionId)
    assert.equal((await openInbox(astrid)).length, count, 'the same pages are not sent again')

    const ended = await astrid.api.connectionEnd({ params: { connectionId } })
    assert.deepEqual(ended.body, { vendorTold: one.disconnected })
    assert.deepEqual((await astrid.api.connectionList({})).body?.connections, [])
    assert.equal((await astrid.api.connectionEnd({ params: { connectionId } })).status, 404)
  })
}

test('a vendor that is not set up cannot be begun, and its notices are answered like forged ones', async () => {
  await using bare = await TestPlatform.create()
  const astrid = await bare.makePatient()
  const list = (await astrid.api.connectionList({})).body
  assert.deepEqual(
    list?.vendors.map(({ isSetUp }) => isSetUp),
    Array(7).fill(false),
  )
  assert.equal((await astrid.api.connectionStart({ body: { vendor: 'oura' } })).problem, 'vendor-not-set-up')
  const reply = await fetch(`${bare.publicUrl}/v1/webhooks/oura`, { method: 'POST', body: '{}' })
  assert.equal(reply.status, 404)
})

test('vendors that check the address get the answer they document, and no other', async () => {
  const check = (path: string, method = 'GET') => fetch(`${env.publicUrl}/v1/webhooks/${path}`, { method })
  const oura = await check(`oura?verification_token=${webhookSecret}&challenge=abc`)
  assert.deepEqual([oura.status, await oura.json()], [200, { challenge: 'abc' }])
  assert.equal((await check('oura?verification_token=wrong-secret&challenge=abc')).status, 404)
  assert.equal((await check(`withings?key=${webhookSecret}`, 'HEAD')).status, 200)
  assert.equal((await check('polar')).status, 404)
})
