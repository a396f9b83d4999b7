/**
 * Each cloud vendor as it documents itself, for tests against its stand-in: who the person is, one page that must arrive,
 * a notice and how it is signed.
 */
import { createHmac } from 'node:crypto'
import type { VendorId } from '@nornos/contracts'
import {
  type Answer,
  type Asked,
  answerAsDocumented,
  documentedAnswers,
  type StandIn,
  startStandIn,
  webhookSecret,
} from '@nornos/platform/testing'
import { vendorOf } from '../../src/connect/vendors/vendors.ts'
import { fitbitNotice, healthUserId, keySetOf, noticeSigner } from './google-notice.ts'

export type Cloud = Exclude<VendorId, 'fhir'>

export interface CloudCase {
  /** Beside the tokens; undefined takes one of them away. */
  readonly extras?: Readonly<Record<string, unknown>>
  readonly wraps?: boolean
  /** How its stand-in differs from others. */
  readonly standIn?: Partial<Pick<StandIn, 'keepsRefreshTokens' | 'noticeKeys'>>
  /** What is asked for beside collections, and where pages matter; anything else is answered as documented. */
  readonly answer: (asked: Asked) => Answer | null
  /** Collections for which the case always has an answer of its own. */
  readonly own?: readonly string[]
  /** One body that must have arrived. */
  readonly arrives: string
  readonly disconnected: 'yes' | 'not-offered'
  readonly notice?: (standIn: StandIn, body?: string, sentAt?: number) => CloudNotice
}

/** A notice, signed as documented; `key` is what it is signed with. */
export interface CloudNotice {
  readonly key: string
  readonly body: string
  readonly headers: (signWith: string) => Record<string, string>
  readonly query?: string
  /** What it makes us ask for. */
  readonly asks: RegExp
}

const hmac = (key: string, text: string, encoding: 'hex' | 'base64') =>
  createHmac('sha256', key).update(text).digest(encoding)
export const day = new Date().toISOString().slice(0, 10)
export const seconds = Math.floor(Date.now() / 1_000)

const sleepOf = (id: string) => ({
  data: [{ id, bedtime_start: `${day}T00:00:00+01:00`, average_hrv: 44 }],
  next_token: null,
})
const whoopCycle = { records: [{ id: 1, user_id: 10129, score: { strain: 5.3 } }], next_token: null }
const egv = { recordType: 'egv', records: [{ systemTime: `${day}T05:00:00Z`, value: 120, unit: 'mg/dL' }] }
const stepsOf = (count: string, more = {}) => ({ dataPoints: [{ steps: { count } }], ...more })
const measures = {
  status: 0,
  body: { measuregrps: [{ grpid: 1, date: seconds, measures: [{ type: 1, value: 72_500, unit: -3 }] }] },
}
const exercise = [{ id: 'abc', start_time: `${day}T08:00:00`, sport: 'RUNNING', duration: 'PT30M' }]
const daily = [{ summaryId: 'x1', calendarDate: day, startTimeInSeconds: seconds - 3_600, steps: 4_711 }]

const garminKinds = Object.keys(documentedAnswers.garmin).filter((id) => !id.startsWith('backfill-'))
const garminPing = (kind: string, until: number) => ({
  userId: 'garmin-person',
  callbackURL: `https://evil.example/rest/${kind}?uploadStartTimeInSeconds=${until - 60}&uploadEndTimeInSeconds=${until}&token=XY1`,
})
/** What was uploaded in the minute before `until`, in seconds. */
export const garminPings = (until: number) =>
  JSON.stringify(Object.fromEntries(garminKinds.map((kind) => [kind, [garminPing(kind, until)]])))

export const ouraNotice = (object_id: string, event_time: string) =>
  JSON.stringify({
    ...{ event_type: 'update', data_type: 'sleep', object_id, user_id: 'oura-person' },
    event_time,
  })
const whoopNotice = JSON.stringify({
  user_id: 10_129,
  id: 'ecfc6a15-4661-442f-a9a4-f160dd7afae8',
  type: 'workout.updated',
})
const polarNotice = JSON.stringify({
  ...{ event: 'EXERCISE', user_id: 475, entity_id: 'aQlC83' },
  timestamp: `${day}T08:00:00Z`,
})

export const googleSigner = noticeSigner(0xc0ffee01)
/** What a notice hears that is taken, and one that is not believed. */
export const noticeStatus = (vendor: Cloud) =>
  vendor === 'fitbit' ? { taken: 204, refused: 401 } : { taken: 200, refused: 404 }

export const cloudCases: Readonly<Record<Cloud, CloudCase>> = {
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
    notice: ({ clientSecret }, body = ouraNotice('late-1', new Date().toISOString())) => {
      const timestamp = String(seconds)
      return {
        key: clientSecret,
        body,
        headers: (key) => ({
          'x-oura-timestamp': timestamp,
          'x-oura-signature': hmac(key, timestamp + body, 'hex').toUpperCase(),
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
    notice: ({ clientSecret }, body = whoopNotice, sentAt = Date.now()) => {
      const timestamp = String(sentAt)
      return {
        key: clientSecret,
        body,
        headers: (key) => ({
          'x-whoop-signature-timestamp': timestamp,
          'x-whoop-signature': hmac(key, timestamp + body, 'base64'),
        }),
        asks: /\/developer\/v2\/activity\/workout\/ecfc6a15/,
      }
    },
  },
  fitbit: {
    standIn: { keepsRefreshTokens: true, noticeKeys: keySetOf(googleSigner) },
    answer: ({ url }) => {
      if (url.pathname === '/v4/users/me/identity') {
        return { body: { name: 'users/me/identity', healthUserId, legacyUserId: 'A1B2C3' } }
      }
      if (!url.pathname.endsWith('/dataTypes/steps/dataPoints')) return null
      return url.searchParams.get('pageToken') === 'page-2'
        ? { body: stepsOf('22') }
        : { body: stepsOf('11', { nextPageToken: 'page-2' }) }
    },
    own: ['steps'],
    arrives: JSON.stringify(stepsOf('22')),
    disconnected: 'yes',
    notice: (_, body = fitbitNotice('sleep', day)) => ({
      key: webhookSecret,
      body,
      headers: (key) => ({
        authorization: key,
        'google-health-api-signature': googleSigner.sign(body),
      }),
      asks: /\/v4\/users\/me\/dataTypes\/sleep\/dataPoints\?filter=sleep\.interval\.civil_end_time/,
    }),
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
    notice: (_, body = `userid=363&appli=44&startdate=${seconds - 3_600}&enddate=${seconds}`) => ({
      key: webhookSecret,
      body,
      headers: () => ({ 'content-type': 'application/x-www-form-urlencoded' }),
      query: 'key',
      asks: /\/v2\/sleep$/,
    }),
  },
  polar: {
    // Its tokens last for years, and nothing renews them.
    extras: { x_user_id: 475, refresh_token: undefined, expires_in: 315_359_999 },
    answer: ({ method, url }) => {
      if (method !== 'GET') return { status: 204 }
      if (url.pathname.startsWith('/v3/exercises/')) return { status: 204 }
      return url.pathname === '/v3/exercises' ? { body: exercise } : null
    },
    own: ['exercise'],
    arrives: JSON.stringify(exercise),
    disconnected: 'yes',
    notice: (_, body = polarNotice) => ({
      key: webhookSecret,
      body,
      headers: (key) => ({ 'polar-webhook-signature': hmac(key, body, 'hex') }),
      asks: /\/v3\/exercises\/aQlC83/,
    }),
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
    notice: ({ clientId }, body = garminPings(seconds)) => ({
      key: webhookSecret,
      body,
      headers: () => ({ 'garmin-client-id': clientId }),
      query: 'key',
      asks: /\/wellness-api\/rest\/dailies\?.*token=XY1/,
    }),
  },
}

/** A stand-in for each, which answers as its case and its documentation say. */
export async function startCloudStandIns(): Promise<ReadonlyMap<Cloud, StandIn>> {
  const standIns = new Map<Cloud, StandIn>()
  for (const vendor of Object.keys(cloudCases) as Cloud[]) {
    const standIn = await startStandIn()
    standIn.tokenExtras = cloudCases[vendor].extras ?? {}
    standIn.wrapsAnswers = cloudCases[vendor].wraps ?? false
    Object.assign(standIn, cloudCases[vendor].standIn)
    standIn.answer = (asked) => answerOfCloud(vendor, asked)
    standIns.set(vendor, standIn)
  }
  return standIns
}

export function answerOfCloud(vendor: Cloud, asked: Asked): Answer | null {
  return (
    cloudCases[vendor].answer(asked) ??
    answerAsDocumented(vendorOf(vendor), documentedAnswers[vendor], asked, day)
  )
}

/** Sends a notice; signed with another key or behind another secret it is a forged one. */
export function tellNotice(
  publicUrl: string,
  vendor: Cloud,
  { body, headers, key, query }: CloudNotice,
  signWith = key,
): Promise<Response> {
  const search = query === undefined ? '' : `?${query}=${encodeURIComponent(signWith)}`
  const url = `${publicUrl}/v1/webhooks/${vendor}${search}`
  return fetch(url, { method: 'POST', body, headers: headers(signWith) })
}
