/**
 * Goal: whatever a cloud vendor documents that can go wrong (tokens that end, access taken back, limits, outages, what was
 * not granted, notices that come twice or late), nothing is lost, nothing comes twice, and the person is asked to sign
 * in when and only when that helps.
 * Method: one platform, and a stand-in for each vendor that fails in its words; a wait of minutes is over when the
 * database says so.
 */
import assert from 'node:assert/strict'
import { after, before, type TestContext, test } from 'node:test'
import {
  type Answer,
  type Asked,
  answerAsDocumented,
  connectionOf,
  connectVendor,
  documentedAnswers,
  logTo,
  registrationsOf,
  type StandIn,
  type TestPatient,
  TestPlatform,
  untilSettled,
} from '@nornos/platform/testing'
import { openDatabase } from '@nornos/service-kit'
import { present } from '@nornos/std'
import { vendorOf } from '../../src/connect/vendors/vendors.ts'
import {
  answerOfCloud,
  type Cloud,
  cloudCases,
  day,
  garminPings,
  noticeStatus,
  ouraNotice,
  seconds,
  startCloudStandIns,
  tellNotice,
} from './cloud-cases.ts'
import { fitbitNotice } from './google-notice.ts'
import { openInbox } from './open-inbox.ts'

const dayMs = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10)
const invalidClient: Answer = { status: 401, body: { error: 'invalid_client' } }
const inside = (status: number, error: string): Answer => ({ body: { status, body: {}, error } })

interface Failures {
  /** False: its tokens end when the person takes them back, and there is nothing to renew them with. */
  readonly renews: boolean
  readonly unauthorized: Answer
  readonly notGranted: Answer
  readonly down: Answer
  /** Too many requests, and after how many seconds there are more: a quarter of an hour where it does not say. */
  readonly limit: readonly [answer: Answer, seconds: number]
  /** The last request before a limit: the page is there, and the next one has to wait. */
  readonly last?: Readonly<Record<string, string>>
  /** The token endpoint does not know this installation any more. */
  readonly unknownClient: Answer
  /** The person is gone or has taken access back, as a notice tells it. */
  readonly ended?: string
  /** A notice of three days ago, or that is sent once more an hour later, and what it makes us ask for. */
  readonly late?: {
    readonly body?: string
    readonly sentAt?: number
    readonly asks: (asked: Asked) => boolean
  }
}

/** As RFC 6585 and RFC 6749 have it, and most vendors. */
const ordinary = {
  renews: true,
  unauthorized: { status: 401 },
  notGranted: { status: 403 },
  down: { status: 503 },
  limit: [{ status: 429 }, 900],
  unknownClient: invalidClient,
} as const

const failures: Readonly<Record<Cloud, Failures>> = {
  garmin: {
    ...ordinary,
    ended: JSON.stringify({ deregistrations: [{ userId: 'garmin-person', userAccessToken: 'gone' }] }),
    late: {
      body: garminPings(seconds - 3 * 86_400),
      asks: ({ url }) => url.searchParams.get('uploadEndTimeInSeconds') === String(seconds - 3 * 86_400),
    },
  },
  fitbit: {
    ...ordinary,
    unauthorized: refusedByGoogle(401, 'UNAUTHENTICATED'),
    notGranted: refusedByGoogle(403, 'PERMISSION_DENIED'),
    down: refusedByGoogle(503, 'UNAVAILABLE'),
    limit: [refusedByGoogle(429, 'RESOURCE_EXHAUSTED'), 900],
    late: {
      body: fitbitNotice('sleep', daysAgo(3)),
      asks: ({ url }) =>
        url.searchParams.get('filter') ===
        `sleep.interval.civil_end_time >= "${daysAgo(3)}" AND sleep.interval.civil_end_time < "${daysAgo(2)}"`,
    },
  },
  oura: {
    ...ordinary,
    late: {
      body: ouraNotice('late-1', new Date(Date.now() - 3 * dayMs).toISOString()),
      asks: ({ url }) => url.pathname.endsWith('/sleep/late-1'),
    },
  },
  whoop: {
    ...ordinary,
    limit: [{ status: 429, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' } }, 30],
    last: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' },
    late: {
      sentAt: Date.now() - 3_600_000,
      asks: ({ url }) => url.pathname.includes('/activity/workout/ecfc6a15'),
    },
  },
  withings: {
    ...ordinary,
    unauthorized: inside(401, 'XRequestID: Not provided invalid_token: The access token provided is invalid'),
    notGranted: inside(2_555, 'Unauthorized'),
    down: inside(522, 'Timeout'),
    limit: [inside(601, 'Too Many Request'), 900],
    ended: 'userid=363&appli=46&action=unlink',
    late: {
      body: `userid=363&appli=16&date=${daysAgo(3)}`,
      asks: ({ form }) =>
        form.get('action') === 'getactivity' &&
        (form.get('startdateymd') ?? '') <= daysAgo(3) &&
        daysAgo(3) <= (form.get('enddateymd') ?? '') &&
        (form.get('enddateymd') ?? '') < daysAgo(0),
    },
  },
  polar: {
    ...ordinary,
    renews: false,
    late: {
      body: JSON.stringify({ event: 'CONTINUOUS_HEART_RATE', user_id: 475, date: daysAgo(3) }),
      asks: ({ url }) =>
        url.pathname === '/v3/users/continuous-heart-rate' && url.searchParams.get('from') === daysAgo(4),
    },
  },
  dexcom: ordinary,
}

function refusedByGoogle(code: number, status: string): Answer {
  return {
    status: code,
    body: { error: { code, status, message: 'As the error model of Google APIs has it.' } },
  }
}

const clouds = Object.keys(failures) as Cloud[]
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

const standInOf = (vendor: Cloud) => present(standIns.get(vendor), 'each vendor has a stand-in')

/** Lists with nothing in them, in whatever words: where only the asking is looked at, nothing need arrive. */
const nothing: Answer = { body: { status: 0, body: { list: [] } } }

/** Each with a patient of its own, whose connection ends with the test: notices are for everybody with the account. */
async function eachCloud(
  context: TestContext,
  run: (vendor: Cloud, patient: TestPatient) => Promise<void>,
  which: readonly Cloud[] = clouds,
): Promise<void> {
  for (const vendor of which) {
    standInOf(vendor).answer = (asked) => answerOfCloud(vendor, asked)
    standInOf(vendor).tokenAnswer = null
    await context.test(vendor, async () => run(vendor, await env.makePatient()))
  }
}

/** Pages as they are asked for, whatever is answered; the one with this number, from 1, is answered `instead`. */
function watchPages(vendor: Cloud, instead: Readonly<Record<number, (page: Answer | null) => Answer>>) {
  const pages: string[] = []
  standInOf(vendor).answer = (asked) => {
    const ordinarily = answerOfCloud(vendor, asked)
    if (answerAsDocumented(vendorOf(vendor), documentedAnswers[vendor], asked, day) === null)
      return ordinarily
    const number = pages.push(`${asked.method} ${asked.url.href} ${asked.form}`)
    return instead[number]?.(ordinarily) ?? ordinarily
  }
  return pages
}

async function sync(patient: TestPatient, connectionId: string) {
  const { lastSuccessAt: before } = await connectionOf(patient, connectionId)
  await patient.api.connectionSync({ params: { connectionId } })
  return untilSettled(
    patient,
    connectionId,
    (one) => one.state !== 'connected' || one.trouble !== null || one.lastSuccessAt !== before,
  )
}

/** Every documented page of what is polled, each once. */
async function assertAllArrivedOnce(vendor: Cloud, patient: TestPatient): Promise<void> {
  const bodies = (await openInbox(patient)).map(({ body }) => body)
  assert.equal(new Set(bodies).size, bodies.length, 'nothing came twice')
  const own = cloudCases[vendor].own ?? []
  for (const { id, isPolled } of vendorOf(vendor).collections) {
    const answer = documentedAnswers[vendor][id]?.(day) ?? null
    if (isPolled === false || own.includes(id) || answer === null) continue
    assert.ok(bodies.includes(JSON.stringify(answer)), `${id} arrived`)
  }
}

const isOut = ({ state }: { readonly state: string }) => state === 'needs-sign-in'
const isIn = ({ lastSuccessAt }: { readonly lastSuccessAt: string | null }) => lastSuccessAt !== null

test('an access token that ended is renewed once; a token endpoint that is down or knows us no more asks nobody to sign in', async (context) => {
  await eachCloud(context, async (vendor, patient) => {
    const { down, renews, unknownClient } = failures[vendor]
    const standIn = standInOf(vendor)
    standIn.answer = (asked) => cloudCases[vendor].answer(asked) ?? nothing
    const connectionId = await connectVendor(patient, vendor)
    await untilSettled(patient, connectionId, isIn)
    const [refusals, refreshes] = [standIn.refusals(), standIn.refreshes()]
    standIn.expireAccess()
    const { state } = await sync(patient, connectionId)
    assert.deepEqual(
      [state, standIn.refusals() - refusals, standIn.refreshes() - refreshes],
      renews ? ['connected', 1, 1] : ['needs-sign-in', 1, 0],
    )
    for (const [answer, trouble] of [
      [down, 'vendor-unavailable'],
      [unknownClient, 'vendor-refused'],
    ] as const) {
      if (!renews) break
      standIn.expireAccess()
      standIn.tokenAnswer = answer
      assert.partialDeepStrictEqual(await sync(patient, connectionId), { state: 'connected', trouble })
      standIn.tokenAnswer = null
      await patient.api.connectionSync({ params: { connectionId } })
      await untilSettled(patient, connectionId, (one) => one.trouble === null)
    }
    await patient.api.connectionEnd({ params: { connectionId } })
  })
})

test('what was not granted is passed over; an outage and access taken back go on with the page that they cut off', async (context) => {
  await eachCloud(context, async (vendor, patient) => {
    const { down, notGranted, unauthorized } = failures[vendor]
    const takenBack = () => {
      standInOf(vendor).revokeAll()
      return unauthorized
    }
    const pages = watchPages(vendor, { 1: () => notGranted, 2: () => down, 3: takenBack })
    const connectionId = await connectVendor(patient, vendor)
    const troubled = await untilSettled(patient, connectionId, ({ trouble }) => trouble !== null)
    assert.partialDeepStrictEqual(troubled, { state: 'connected', trouble: 'vendor-unavailable' })
    await patient.api.connectionSync({ params: { connectionId } })
    assert.equal((await untilSettled(patient, connectionId, isOut)).trouble, null)
    assert.equal(pages.length, 3)
    assert.equal(pages[2], pages[1])
    assert.equal(await connectVendor(patient, vendor), connectionId)
    assert.equal((await untilSettled(patient, connectionId, isIn)).trouble, null)
    assert.ok(pages.slice(3).includes(pages[1] ?? ''))
    await assertAllArrivedOnce(vendor, patient)
    await patient.api.connectionEnd({ params: { connectionId } })
  })
})

/** Notices as the vendor signs them; each is over when what it made us ask for is. */
function noticesOf(vendor: Cloud, patient: TestPatient, connectionId: string) {
  const noticeOf = (body?: string, sentAt?: number) =>
    present(cloudCases[vendor].notice?.(standInOf(vendor), body, sentAt), 'the vendor sends notices')
  return {
    /** How many items have arrived since the patient connected. */
    tell: async (body?: string, sentAt?: number) => {
      const reply = await tellNotice(env.publicUrl, vendor, noticeOf(body, sentAt))
      assert.equal(reply.status, noticeStatus(vendor).taken)
      await untilSettled(patient, connectionId)
      return (await openInbox(patient)).length
    },
    forge: (body: string) => tellNotice(env.publicUrl, vendor, noticeOf(body), 'a forger'),
  }
}

test('a notice that comes twice or late brings what it names, once', async (context) => {
  const telling = clouds.filter((vendor) => failures[vendor].late)
  const run = async (vendor: Cloud, patient: TestPatient) => {
    const standIn = standInOf(vendor)
    const late = present(failures[vendor].late, 'the vendor sends notices')
    const connectionId = await connectVendor(patient, vendor)
    await untilSettled(patient, connectionId, isIn)
    const { tell } = noticesOf(vendor, patient, connectionId)
    assert.equal(await tell(), await tell(), 'told twice, it arrives once')
    const before = standIn.asked.length
    await tell(late.body, late.sentAt)
    const asked = standIn.asked.slice(before)
    assert.ok(asked.some(late.asks), asked.map(({ form, url }) => `${url.href} ${form}`).join('\n'))
    await patient.api.connectionEnd({ params: { connectionId } })
  }
  await eachCloud(context, run, telling)
})

test('a notice that access was taken back stops the asking at once, and signing in goes on with the same connection', async (context) => {
  const telling = clouds.filter((vendor) => failures[vendor].ended)
  const run = async (vendor: Cloud, patient: TestPatient) => {
    const standIn = standInOf(vendor)
    const ended = present(failures[vendor].ended, 'the vendor tells the end')
    standIn.answer = (asked) => cloudCases[vendor].answer(asked) ?? nothing
    const connectionId = await connectVendor(patient, vendor)
    await untilSettled(patient, connectionId, isIn)
    const { forge, tell } = noticesOf(vendor, patient, connectionId)
    assert.equal((await forge(ended)).status, noticeStatus(vendor).refused)
    assert.equal((await connectionOf(patient, connectionId)).state, 'connected')
    const [arrived, asked] = [(await openInbox(patient)).length, standIn.asked.length]
    for (const body of [ended, ended, undefined]) assert.equal(await tell(body), arrived)
    assert.equal((await connectionOf(patient, connectionId)).state, 'needs-sign-in')
    assert.equal(standIn.asked.length, asked)
    assert.equal(await connectVendor(patient, vendor), connectionId)
    await patient.api.connectionEnd({ params: { connectionId } })
  }
  await eachCloud(context, run, telling)
})

interface Waiting {
  readonly patient: TestPatient
  readonly connectionId: string
  readonly pages: readonly string[]
}

/** Connected, and told to wait so many seconds by the answer to the second page. */
async function untilWaiting(
  vendor: Cloud,
  patient: TestPatient,
  answer: (page: Answer | null) => Answer,
  waitSeconds: number,
): Promise<Waiting> {
  let answeredAt = 0
  const pages = watchPages(vendor, {
    2: (page) => {
      answeredAt = Date.now()
      return answer(page)
    },
  })
  const connectionId = await connectVendor(patient, vendor)
  const { nextSyncAt, trouble } = await untilSettled(patient, connectionId, (one) => one.trouble !== null)
  assert.equal(trouble, 'vendor-limit')
  const waits = (Date.parse(nextSyncAt ?? '') - answeredAt) / 1_000
  assert.ok(waits >= waitSeconds && waits < waitSeconds + 60, `waits ${waits} s`)
  await patient.api.connectionSync({ params: { connectionId } })
  assert.equal((await connectionOf(patient, connectionId)).nextSyncAt, nextSyncAt, 'nobody hurries it')
  assert.equal(pages.length, 2)
  return { patient, connectionId, pages }
}

/** As if so much time had passed. */
async function endWaits(waiting: ReadonlyMap<Cloud, Waiting>): Promise<void> {
  const { database: name } = present(env.installation.databases['relay'], 'relay has a database')
  const url = Object.assign(new URL(env.adminUrl), { pathname: `/${name}` }).href
  const database = openDatabase({ url, connectionsMax: 1 })
  try {
    const ids = [...waiting.values()].map(({ connectionId }) => connectionId)
    await database.query('update connections set next_at = now() where connection_id = any($1)', [ids])
  } finally {
    await database.close()
  }
}

async function goOn(vendor: Cloud, { connectionId, patient }: Waiting): Promise<void> {
  await patient.api.connectionSync({ params: { connectionId } })
  await untilSettled(patient, connectionId, isIn)
  await assertAllArrivedOnce(vendor, patient)
  await patient.api.connectionEnd({ params: { connectionId } })
}

test('a limit is waited for as long as the vendor says, and the page that met it is asked for again', async (context) => {
  const waiting = new Map<Cloud, Waiting>()
  await eachCloud(context, async (vendor, patient) => {
    const [answer, waitSeconds] = failures[vendor].limit
    waiting.set(vendor, await untilWaiting(vendor, patient, () => answer, waitSeconds))
  })
  await endWaits(waiting)
  for (const [vendor, one] of waiting) {
    await goOn(vendor, one)
    assert.equal(one.pages[2], one.pages[1], vendor)
  }
})

test('the last request before a limit still counts: its page is kept, and the next one waits', async (context) => {
  const waiting = new Map<Cloud, Waiting>()
  const telling = clouds.filter((vendor) => failures[vendor].last)
  await eachCloud(
    context,
    async (vendor, patient) => {
      const headers = present(failures[vendor].last, 'the vendor counts requests')
      const [, waitSeconds] = failures[vendor].limit
      const lastPage = (page: Answer | null) => ({ ...page, headers })
      waiting.set(vendor, await untilWaiting(vendor, patient, lastPage, waitSeconds))
    },
    telling,
  )
  await endWaits(waiting)
  for (const [vendor, one] of waiting) {
    await goOn(vendor, one)
    assert.notEqual(one.pages[2], one.pages[1], vendor)
  }
})
