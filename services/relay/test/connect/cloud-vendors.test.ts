/**
 * Goal: each vendor is asked as it documents, all its collections and pages arrive sealed and word for word, once, and its
 * notices are believed only when they are signed as it documents.
 * Method: the whole platform against a stand-in for each vendor that gives tokens, checks them and answers like it;
 * connectionStart and connectionFinish in connected-patient.ts, webhookTake and webhookCheck over plain HTTP.
 */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { VendorId } from '@nornos/contracts'
import {
  type Answer,
  type Asked,
  answerAsDocumented,
  connectVendor,
  documentedAnswers,
  logTo,
  registrationsOf,
  type StandIn,
  startStandIn,
  TestPlatform,
  untilSettled,
  webhookSecret,
} from '@nornos/platform/testing'
import { present } from '@nornos/std'
import { vendorOf } from '../../src/connect/vendors/vendors.ts'
import { openInbox } from './open-inbox.ts'

type Cloud = Exclude<VendorId, 'fhir'>

interface Case {
  readonly extras?: Readonly<Record<string, unknown>>
  readonly wraps?: boolean
  /** What is asked for beside collections, and where pages matter; anything else is answered as documented. */
  readonly answer: (asked: Asked) => Answer | null
  /** Collections for which the case always has an answer of its own. */
  readonly own?: readonly string[]
  /** One body that must have arrived. */
  readonly arrives: string
  readonly disconnected: 'yes' | 'not-offered'
  /** A notice, signed as documented; `key` is what it is signed with. */
  readonly notice?: (standIn: StandIn) => {
    readonly key: string
    readonly body: string
    readonly headers: (signWith: string) => Record<string, string>
    readonly query?: string
    /** What it makes us ask for. */
    readonly asks: RegExp
  }
}

const hmac = (algorithm: string, key: string, text: string, encoding: 'hex' | 'base64') =>
  createHmac(algorithm, key).update(text).digest(encoding)
const day = new Date().toISOString().slice(0, 10)
const seconds = Math.floor(Date.now() / 1_000)

const sleepOf = (id: string) => ({
  data: [{ id, bedtime_start: `${day}T00:00:00+01:00`, average_hrv: 44 }],
  next_token: null,
})
const whoopCycle = { records: [{ id: 1, user_id: 10129, score: { strain: 5.3 } }], next_token: null }
const egv = { recordType: 'egv', records: [{ systemTime: `${day}T05:00:00Z`, value: 120, unit: 'mg/dL' }] }
const steps = { 'activities-steps': [{ dateTime: day, value: '4711' }] }
const measures = {
  status: 0,
  body: { measuregrps: [{ grpid: 1, date: seconds, measures: [{ type: 1, value: 72_500, unit: -3 }] }] },
}
const exercise = [{ id: 'abc', start_time: `${day}T08:00:00`, sport: 'RUNNING', duration: 'PT30M' }]
const daily = [{ summaryId: 'x1', calendarDate: day, startTimeInSeconds: seconds - 3_600, steps: 4_711 }]

const garminKinds = Object.keys(documentedAnswers.garmin).filter((id) => !id.startsWith('backfill-'))
const garminPing = (kind: string) => ({
  userId: 'garmin-person',
  callbackURL: `https://evil.example/rest/${kind}?uploadStartTimeInSeconds=${seconds - 60}&uploadEndTimeInSeconds=${seconds}&token=XY1`,
})

const cases: Readonly<Record<Cloud, Case>> = {
  oura: {
    answer: ({ url }) => {
      if (url.pathname.endsWith('/personal_info')) return { body: { id: 'oura-person' } }
      if (url.pathname.endsWith('/sleep/late-1')) return { body: sleepOf('late-1').data[0] }
      if (!url.pathname.endsWith('/usercollection/sleep')) return null
      if (url.searchParams.get('end_date') !== day) return { body: { data: [], next_token: null } }
      return url.searchParams.get('next_token') === 'more-1'
        ? { body: sleepOf('second') }
        : { body: { ...sleepOf('first'), next_token: 'more-1' } }
    },
    own: ['sleep'],
    arrives: JSON.stringify(sleepOf('second')),
    disconnected: 'yes',
    notice: ({ clientSecret }) => {
      const body = JSON.stringify({
        ...{ event_type: 'update', data_type: 'sleep', object_id: 'late-1', user_id: 'oura-person' },
        event_time: new Date().toISOString(),
      })
      const timestamp = String(seconds)
      return {
        key: clientSecret,
        body,
        headers: (key) => ({
          'x-oura-timestamp': timestamp,
          'x-oura-signature': hmac('sha256', key, timestamp + body, 'hex').toUpperCase(),
        }),
        asks: /\/v2\/usercollection\/sleep\/late-1$/,
      }
    },
  },
  whoop: {
    answer: ({ method, url }) => {
      if (method === 'DELETE') return { status: 204 }
      if (url.pathname.endsWith('/profile/basic')) return { body: { user_id: 10_129 } }
      if (url.pathname.includes('/activity/workout/')) return { body: { records: [], next_token: null } }
      if (url.pathname.endsWith('/v2/cycle') && Date.parse(url.searchParams.get('end') ?? '') > Date.now()) {
        return { body: whoopCycle }
      }
      return null
    },
    arrives: JSON.stringify(whoopCycle),
    disconnected: 'yes',
    notice: ({ clientSecret }) => {
      const body = JSON.stringify({
        user_id: 10_129,
        id: 'ecfc6a15-4661-442f-a9a4-f160dd7afae8',
        type: 'workout.updated',
      })
      const timestamp = String(Date.now())
      return {
        key: clientSecret,
        body,
        headers: (key) => ({
          'x-whoop-signature-timestamp': timestamp,
          'x-whoop-signature': hmac('sha256', key, timestamp + body, 'base64'),
        }),
        asks: /\/developer\/v2\/activity\/workout\/ecfc6a15/,
      }
    },
  },
  fitbit: {
    extras: { user_id: '228S74' },
    answer: ({ method, url }) => {
      if (method === 'POST') return { status: 201, body: {} }
      const isLast = url.pathname.endsWith(`${day}.json`)
      if (url.pathname.includes('/activities/steps/') && isLast) return { body: steps }
      return null
    },
    arrives: JSON.stringify(steps),
    disconnected: 'yes',
    notice: ({ clientSecret }) => {
      const body = JSON.stringify([
        { collectionType: 'body', date: day, ownerId: '228S74', ownerType: 'user' },
      ])
      return {
        key: clientSecret,
        body,
        headers: (key) => ({ 'x-fitbit-signature': hmac('sha1', `${key}&`, body, 'base64') }),
        asks: /\/body\/log\/weight\/date\//,
      }
    },
  },
  withings: {
    extras: { userid: '363' },
    wraps: true,
    answer: ({ form, url }) => {
      if (url.pathname === '/notify') return { body: { status: 0, body: {} } }
      const isNow = Number(form.get('enddate')) * 1_000 > Date.now()
      if (form.get('action') === 'getmeas' && isNow) return { body: measures }
      return null
    },
    arrives: JSON.stringify(measures),
    disconnected: 'not-offered',
    notice: () => ({
      key: webhookSecret,
      body: `userid=363&appli=44&startdate=${seconds - 3_600}&enddate=${seconds}`,
      headers: () => ({ 'content-type': 'application/x-www-form-urlencoded' }),
      query: 'key',
      asks: /\/v2\/sleep$/,
    }),
  },
  polar: {
    extras: { x_user_id: 475 },
    answer: ({ method, url }) => {
      if (method !== 'GET') return { status: 204 }
      if (url.pathname.startsWith('/v3/exercises/')) return { status: 204 }
      return url.pathname === '/v3/exercises' ? { body: exercise } : null
    },
    own: ['exercise'],
    arrives: JSON.stringify(exercise),
    disconnected: 'yes',
    notice: () => {
      const body = JSON.stringify({
        event: 'EXERCISE',
        user_id: 475,
        entity_id: 'aQlC83',
        timestamp: `${day}T08:00:00Z`,
      })
      return {
        key: webhookSecret,
        body,
        headers: (key) => ({ 'polar-webhook-signature': hmac('sha256', key, body, 'hex') }),
        asks: /\/v3\/exercises\/aQlC83/,
      }
    },
  },
  dexcom: {
    answer: ({ url }) => {
      if (url.pathname.endsWith('/dataRange')) return { body: { userId: 'dex' } }
      const isNow = Date.parse(`${url.searchParams.get('endDate')}Z`) > Date.now()
      return url.pathname.endsWith('/egvs') && isNow ? { body: egv } : null
    },
    arrives: JSON.stringify(egv),
    disconnected: 'not-offered',
  },
  garmin: {
    answer: ({ method, url }) => {
      if (method === 'DELETE') return { status: 204 }
      if (url.pathname.endsWith('/user/id')) return { body: { userId: 'garmin-person' } }
      return url.pathname.endsWith('/rest/dailies') ? { body: daily } : null
    },
    own: ['dailies'],
    arrives: JSON.stringify(daily),
    disconnected: 'yes',
    notice: ({ clientId }) => ({
      key: webhookSecret,
      body: JSON.stringify(Object.fromEntries(garminKinds.map((kind) => [kind, [garminPing(kind)]]))),
      headers: () => ({ 'garmin-client-id': clientId }),
      query: 'key',
      asks: /\/wellness-api\/rest\/dailies\?.*token=XY1/,
    }),
  },
}

const standIns = new Map<Cloud, StandIn>()
let env: TestPlatform
before(async () => {
  logTo({ write: () => undefined })
  for (const vendor of Object.keys(cases) as Cloud[]) {
    const standIn = await startStandIn()
    standIn.tokenExtras = cases[vendor].extras ?? {}
    standIn.wrapsTokens = cases[vendor].wraps ?? false
    standIn.answer = (asked) =>
      cases[vendor].answer(asked) ??
      answerAsDocumented(vendorOf(vendor), documentedAnswers[vendor], asked, day)
    standIns.set(vendor, standIn)
  }
  env = await TestPlatform.create({ registrations: registrationsOf(Object.fromEntries(standIns)) })
})
after(async () => {
  await env[Symbol.asyncDispose]()
  for (const standIn of standIns.values()) await standIn[Symbol.asyncDispose]()
})

const tell = (vendor: string, body: string, headers: Record<string, string>, query: string) =>
  fetch(`${env.publicUrl}/v1/webhooks/${vendor}${query}`, { method: 'POST', body, headers })

for (const [vendor, one] of Object.entries(cases) as [Cloud, Case][]) {
  test(`${vendor}: connected, its pages arrive as they are; a notice is followed when it is signed; disconnected, its tokens are gone`, async () => {
    const standIn = present(standIns.get(vendor), 'each vendor has a stand-in')
    const astrid = await env.makePatient()
    const connectionId = await connectVendor(astrid, vendor)
    let connection = await untilSettled(astrid, connectionId)
    assert.partialDeepStrictEqual(connection, { vendor, serverUrl: null, state: 'connected', trouble: null })
    assert.ok(connection.lastSuccessAt)

    const notice = one.notice?.(standIn)
    if (notice) {
      const queryWith = (key: string) => (notice.query === undefined ? '' : `?${notice.query}=${key}`)
      const before = standIn.asked.length
      const forged = await tell(vendor, notice.body, notice.headers('a forger'), queryWith('a-forger'))
      assert.equal(forged.status, 404)
      assert.equal(standIn.asked.length, before)
      const told = () => tell(vendor, notice.body, notice.headers(notice.key), queryWith(notice.key))
      // Vendors tell twice.
      assert.deepEqual([(await told()).status, (await told()).status], [204, 204])
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
  assert.equal((await check(`fitbit?verify=${webhookSecret}`)).status, 204)
  assert.equal((await check('fitbit?verify=wrong-secret')).status, 404)
  assert.equal((await check(`withings?key=${webhookSecret}`, 'HEAD')).status, 204)
  assert.equal((await check('polar')).status, 404)
})
