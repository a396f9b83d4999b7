/** WHOOP API v2: https://developer.whoop.com/docs. A recovery belongs to a night, and is told by the night's id. */
import { memberOf, textOf } from '../domain/look-into.ts'
import { isSigned, noticeJson } from '../domain/notice-signature.ts'
import { daysAround, instantText } from '../domain/stretches.ts'
import type { Collection, Notice, SentNotice, Vendor } from '../domain/vendor.ts'

function collection(id: string, path: string, takesId: boolean): Collection {
  return {
    id,
    daysMax: 30,
    request: ({ site, stretch, place, objectId }) => {
      const url = new URL(`${site.apiUrl}/developer/v2/${path}`)
      if (objectId !== null && takesId) {
        url.pathname += `/${encodeURIComponent(objectId)}`
        return { method: 'GET', url: url.href }
      }
      url.searchParams.set('start', instantText(stretch.from))
      url.searchParams.set('end', instantText(stretch.until))
      url.searchParams.set('limit', '25')
      if (place !== null) url.searchParams.set('nextToken', place)
      return { method: 'GET', url: url.href }
    },
    next: (json) => textOf(json, 'next_token'),
  }
}

const collections = [
  collection('cycle', 'cycle', false),
  collection('recovery', 'recovery', false),
  collection('sleep', 'activity/sleep', true),
  collection('workout', 'activity/workout', true),
]

/** WHOOP tells again for about an hour when nobody took it; told twice, a notice only makes us ask twice. */
const staleMs = 2 * 3_600_000

/** Base64 of HMAC-SHA-256 over timestamp and body under the client secret. */
function readNotice({ body, headers, site, now }: SentNotice): readonly Notice[] | null {
  const timestamp = headers.get('x-whoop-signature-timestamp') ?? ''
  const given = headers.get('x-whoop-signature')
  const key = site.clientSecret
  const isFresh = Math.abs(now.getTime() - Number(timestamp)) <= staleMs
  const signed = { parts: [timestamp, body], encoding: 'base64', given } as const
  if (!key || !isFresh || !isSigned({ ...signed, key })) return null
  const notice = noticeJson(body)
  const [kind, change] = String(memberOf(notice, 'type')).split('.')
  const account = textOf(notice, 'user_id')
  const known = collections.find(({ id }) => id === kind)
  if (account === null || known === undefined || change === 'deleted') return []
  const objectId = known.id === 'recovery' ? null : textOf(notice, 'id')
  return [{ type: 'changed', account, collection: known.id, objectId, stretch: daysAround(now.getTime()) }]
}

export const whoop: Vendor = {
  id: 'whoop',
  name: 'WHOOP',
  brings: [
    'sleep',
    'hrv',
    'heart_rate',
    'energy',
    'workouts',
    'fitness',
    'respiration_oxygen',
    'temperature',
  ],
  addresses: {
    authorizeUrl: 'https://api.prod.whoop.com/oauth/oauth2/auth',
    tokenUrl: 'https://api.prod.whoop.com/oauth/oauth2/token',
    apiUrl: 'https://api.prod.whoop.com',
    revokeUrl: null,
  },
  scopes: ['offline', 'read:cycles', 'read:recovery', 'read:sleep', 'read:workout', 'read:profile'],
  usesPkce: false,
  clientAuthentication: 'body',
  // A refresh has to name the scope that keeps refreshing.
  tokenFields: { scope: 'offline' },
  backFillDays: 90,
  pollMinutes: 360,
  collections,
  accountOf: async (_, ask, site) =>
    textOf(await ask({ method: 'GET', url: `${site.apiUrl}/developer/v2/user/profile/basic` }), 'user_id'),
  revoke: (_, { apiUrl }) => ({
    as: 'person',
    method: 'DELETE',
    url: `${apiUrl}/developer/v2/user/access`,
  }),
  webhook: { taken: 200, read: readNotice, check: () => null },
  limits: { remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset' },
}
