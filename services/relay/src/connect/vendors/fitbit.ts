/** Fitbit Web API: https://dev.fitbit.com/build/reference/web-api. Notices are ordered per person, signed with SHA-1. */
import { memberOf, textOf } from '../domain/look-into.ts'
import { isSame, isSigned, noticeJson } from '../domain/notice-signature.ts'
import { daysAround, dayText, lastDayText } from '../domain/stretches.ts'
import type { Collection, Notice, SentNotice, Vendor } from '../domain/vendor.ts'

function ranged(id: string, daysMax: number, path: string): Collection {
  return {
    id,
    daysMax,
    request: ({ site, stretch }) => ({
      method: 'GET',
      url: `${site.apiUrl}${path}/date/${dayText(stretch.from)}/${lastDayText(stretch)}.json`,
    }),
  }
}

const collections = [
  ranged('steps', 365, '/1/user/-/activities/steps'),
  ranged('floors', 365, '/1/user/-/activities/floors'),
  ranged('calories', 365, '/1/user/-/activities/calories'),
  ranged('heart', 365, '/1/user/-/activities/heart'),
  ranged('sleep', 100, '/1.2/user/-/sleep'),
  ranged('weight', 31, '/1/user/-/body/log/weight'),
  ranged('hrv', 30, '/1/user/-/hrv'),
  ranged('spo2', 30, '/1/user/-/spo2'),
  ranged('breathing', 30, '/1/user/-/br'),
]

const told: Readonly<Record<string, readonly string[]>> = {
  activities: ['steps', 'floors', 'calories', 'heart'],
  sleep: ['sleep', 'hrv', 'spo2', 'breathing'],
  body: ['weight'],
}

/** Base64 of HMAC-SHA-1 over the body; the key is the client secret and an ampersand. */
function readNotice({ body, headers, site, now }: SentNotice): readonly Notice[] | null {
  const given = headers.get('x-fitbit-signature')
  const key = `${site.clientSecret}&`
  const signed = { algorithm: 'sha1', key, parts: [body], encoding: 'base64', given } as const
  if (site.clientSecret === null || !isSigned(signed)) return null
  const list = noticeJson(body)
  return (Array.isArray(list) ? list.slice(0, 1_000) : []).flatMap((one): Notice[] => {
    const account = textOf(one, 'ownerId')
    const type = textOf(one, 'collectionType') ?? ''
    if (account === null) return []
    if (type === 'userRevokedAccess' || type === 'deleteUser') return [{ type: 'ended', account }]
    const time = Date.parse(textOf(one, 'date') ?? '')
    const stretch = daysAround(Number.isNaN(time) ? now.getTime() : time)
    return (told[type] ?? []).map((collection) => ({
      ...{ type: 'changed', account, collection, stretch },
      objectId: null,
    }))
  })
}

export const fitbit: Vendor = {
  id: 'fitbit',
  name: 'Fitbit',
  brings: ['activity', 'energy', 'heart_rate', 'hrv', 'sleep', 'body', 'respiration_oxygen'],
  addresses: {
    authorizeUrl: 'https://www.fitbit.com/oauth2/authorize',
    tokenUrl: 'https://api.fitbit.com/oauth2/token',
    apiUrl: 'https://api.fitbit.com',
    revokeUrl: 'https://api.fitbit.com/oauth2/revoke',
  },
  scopes: ['activity', 'heartrate', 'sleep', 'weight', 'oxygen_saturation', 'respiratory_rate', 'profile'],
  usesPkce: true,
  clientAuthentication: 'basic',
  backFillDays: 365,
  pollMinutes: 360,
  collections,
  accountOf: async (answer) => textOf(memberOf(answer, 'user_id')),
  begin: async (account, ask, { apiUrl }) => {
    const url = `${apiUrl}/1/user/-/apiSubscriptions/${encodeURIComponent(account)}.json`
    await ask({ method: 'POST', url })
  },
  revoke: ({ accessToken, refreshToken }, { revokeUrl }) => ({
    as: 'client',
    method: 'POST',
    url: revokeUrl ?? '',
    form: { token: refreshToken ?? accessToken },
  }),
  webhook: {
    taken: 204,
    read: readNotice,
    check: ({ verify }, { webhookSecret }) => (isSame(webhookSecret, verify) ? '' : null),
  },
  limits: { remaining: 'fitbit-rate-limit-remaining', reset: 'fitbit-rate-limit-reset' },
}
