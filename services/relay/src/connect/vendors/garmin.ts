/**
 * Garmin Health API. It is never polled: a ping names the summaries that are there and the stretch of uploads in which
 * they lie; a back-fill is ordered, and comes as pings as well. Pings are not signed: they carry our client id, the
 * address holds a secret, and of the ping's own address only its numbers are used.
 */
import { listOf, memberOf, textOf } from '../domain/look-into.ts'
import { isSame, noticeJson } from '../domain/notice-signature.ts'
import { secondsText } from '../domain/stretches.ts'
import type { Collection, Notice, SentNotice, Vendor } from '../domain/vendor.ts'

const kinds = [
  'dailies',
  'sleeps',
  'bodyComps',
  'stressDetails',
  'hrv',
  'pulseox',
  'respiration',
  'activities',
]

/** By the time of upload. What a ping names is the token of the pull: it is kept sealed until then. */
function summaries(id: string): Collection {
  return {
    id,
    daysMax: 1,
    isPolled: false,
    request: ({ site, stretch, objectId }) => {
      const url = new URL(`${site.apiUrl}/wellness-api/rest/${id}`)
      url.searchParams.set('uploadStartTimeInSeconds', secondsText(stretch.from))
      url.searchParams.set('uploadEndTimeInSeconds', secondsText(stretch.until))
      if (objectId !== null) url.searchParams.set('token', objectId)
      return { method: 'GET', url: url.href }
    },
  }
}

/** Orders what was measured before: the answer is empty, and the summaries are told by pings. */
function backFill(id: string): Collection {
  return {
    id: `backfill-${id}`,
    daysMax: 30,
    request: ({ site, stretch }) => {
      const url = new URL(`${site.apiUrl}/wellness-api/rest/backfill/${id}`)
      url.searchParams.set('summaryStartTimeInSeconds', secondsText(stretch.from))
      url.searchParams.set('summaryEndTimeInSeconds', secondsText(stretch.until))
      return { method: 'GET', url: url.href }
    },
  }
}

function readNotice({ body, headers, query, site }: SentNotice): readonly Notice[] | null {
  const isTheirs =
    isSame(site.webhookSecret, query['key']) && isSame(site.clientId, headers.get('garmin-client-id'))
  if (!isTheirs) return null
  const sent = noticeJson(body)
  const ended = listOf(sent, 'deregistrations').flatMap((one): Notice[] => {
    const account = textOf(one, 'userId')
    return account === null ? [] : [{ type: 'ended', account }]
  })
  const changed = kinds.flatMap((kind) =>
    listOf(sent, kind)
      .slice(0, 500)
      .flatMap((one) => changeOf(kind, one)),
  )
  return [...ended, ...changed]
}

function changeOf(collection: string, ping: unknown): readonly Notice[] {
  const account = textOf(ping, 'userId')
  const address = textOf(ping, 'callbackURL')
  const search = address !== null && URL.canParse(address) ? new URL(address).searchParams : null
  const from = Number(search?.get('uploadStartTimeInSeconds'))
  const until = Number(search?.get('uploadEndTimeInSeconds'))
  if (account === null || !(from > 0) || !(until > from) || until - from > 86_400) return []
  const token = search?.get('token') ?? null
  const objectId = token !== null && /^[\w.-]{1,80}$/.test(token) ? token : null
  const stretch = { from: new Date(from * 1_000), until: new Date(until * 1_000) }
  return [{ type: 'changed', account, collection, objectId, stretch }]
}

export const garmin: Vendor = {
  id: 'garmin',
  name: 'Garmin',
  brings: ['activity', 'energy', 'heart_rate', 'hrv', 'sleep', 'fitness', 'workouts', 'respiration_oxygen'],
  addresses: {
    authorizeUrl: 'https://connect.garmin.com/oauth2Confirm',
    tokenUrl: 'https://diauth.garmin.com/di-oauth2-service/oauth/token',
    apiUrl: 'https://apis.garmin.com',
    revokeUrl: null,
  },
  scopes: [],
  usesPkce: true,
  clientAuthentication: 'body',
  backFillDays: 90,
  // There is nothing to ask for; once a month its tokens are renewed before they end.
  pollMinutes: 30 * 24 * 60,
  collections: [...kinds.map(summaries), ...kinds.map(backFill)],
  accountOf: async (_, ask, { apiUrl }) =>
    textOf(memberOf(await ask({ method: 'GET', url: `${apiUrl}/wellness-api/rest/user/id` }), 'userId')),
  revoke: (_, { apiUrl }) => ({
    as: 'person',
    method: 'DELETE',
    url: `${apiUrl}/wellness-api/rest/user/registration`,
  }),
  webhook: { taken: 200, read: readNotice, check: () => null },
}
