/** Oura API v2: https://cloud.ouraring.com/v2/docs. Rings hand in hours late; notices name single documents. */
import { memberOf, textOf } from '../domain/look-into.ts'
import { isSame, isSigned, noticeJson } from '../domain/notice-signature.ts'
import { daysAround, dayText, instantText, lastDayText } from '../domain/stretches.ts'
import type { Collection, Notice, Page, SentNotice, Vendor } from '../domain/vendor.ts'

const nextToken = (json: unknown) => textOf(json, 'next_token')

function daily(id: string): Collection {
  return {
    id,
    daysMax: 30,
    request: ({ site, stretch, place, objectId }) => {
      const url = new URL(`${site.apiUrl}/v2/usercollection/${id}`)
      if (objectId !== null) {
        url.pathname += `/${encodeURIComponent(objectId)}`
        return { method: 'GET', url: url.href }
      }
      url.searchParams.set('start_date', dayText(stretch.from))
      url.searchParams.set('end_date', lastDayText(stretch))
      if (place !== null) url.searchParams.set('next_token', place)
      return { method: 'GET', url: url.href }
    },
    next: (json, { objectId }) => (objectId === null ? nextToken(json) : null),
  }
}

const heartRate: Collection = {
  id: 'heartrate',
  daysMax: 30,
  request: ({ site, stretch, place }: Page) => {
    const url = new URL(`${site.apiUrl}/v2/usercollection/heartrate`)
    url.searchParams.set('start_datetime', instantText(stretch.from))
    url.searchParams.set('end_datetime', instantText(stretch.until))
    if (place !== null) url.searchParams.set('next_token', place)
    return { method: 'GET', url: url.href }
  },
  next: nextToken,
}

const collections = [
  ...[
    'sleep',
    'daily_sleep',
    'daily_activity',
    'daily_readiness',
    'daily_spo2',
    'daily_resilience',
    'workout',
  ].map(daily),
  heartRate,
]

/** HMAC-SHA-256 of timestamp and body under the client secret, in hex. */
function readNotice({ body, headers, site, now }: SentNotice): readonly Notice[] | null {
  const timestamp = headers.get('x-oura-timestamp') ?? ''
  const given = headers.get('x-oura-signature')
  const key = site.clientSecret
  if (!key || !isSigned({ key, parts: [timestamp, body], encoding: 'hex', given })) return null
  const notice = noticeJson(body)
  const account = textOf(notice, 'user_id')
  const collection = collections.find(({ id }) => id === memberOf(notice, 'data_type'))?.id
  const isGone = memberOf(notice, 'event_type') === 'delete'
  if (account === null || collection === undefined || isGone) return []
  const time = Date.parse(textOf(notice, 'event_time') ?? '')
  const stretch = daysAround(Number.isNaN(time) ? now.getTime() : time)
  return [{ type: 'changed', account, collection, objectId: textOf(notice, 'object_id'), stretch }]
}

export const oura: Vendor = {
  id: 'oura',
  name: 'Oura',
  brings: [
    'sleep',
    'hrv',
    'heart_rate',
    'activity',
    'energy',
    'respiration_oxygen',
    'temperature',
    'workouts',
  ],
  addresses: {
    authorizeUrl: 'https://cloud.ouraring.com/oauth/authorize',
    tokenUrl: 'https://api.ouraring.com/oauth/token',
    apiUrl: 'https://api.ouraring.com',
    revokeUrl: 'https://api.ouraring.com/oauth/revoke',
  },
  scopes: ['personal', 'daily', 'heartrate', 'workout', 'spo2'],
  usesPkce: false,
  clientAuthentication: 'body',
  backFillDays: 90,
  pollMinutes: 360,
  collections,
  accountOf: async (_, ask, site) =>
    textOf(await ask({ method: 'GET', url: `${site.apiUrl}/v2/usercollection/personal_info` }), 'id'),
  revoke: ({ accessToken }, { revokeUrl }) => {
    const url = new URL(revokeUrl ?? '')
    url.searchParams.set('access_token', accessToken)
    return { as: 'client', method: 'GET', url: url.href }
  },
  webhook: {
    taken: 200,
    read: readNotice,
    check: ({ verification_token, challenge }, { webhookSecret }) =>
      isSame(webhookSecret, verification_token) && challenge ? JSON.stringify({ challenge }) : null,
  },
}
