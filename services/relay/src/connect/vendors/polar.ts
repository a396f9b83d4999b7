/** Polar AccessLink v3: https://www.polar.com/accesslink-api. Tokens last until they are taken back. */
import { memberOf, textOf } from '../domain/look-into.ts'
import { isSigned, noticeJson } from '../domain/notice-signature.ts'
import { daysAround, dayText, lastDayText } from '../domain/stretches.ts'
import type { Collection, Notice, Page, SentNotice, Vendor } from '../domain/vendor.ts'

function collection(id: string, path: string, search: (page: Page) => Record<string, string>): Collection {
  return {
    id,
    daysMax: 28,
    request: (page) => {
      const url = new URL(`${page.site.apiUrl}/v3/${path}`)
      if (page.objectId !== null) url.pathname += `/${encodeURIComponent(page.objectId)}`
      for (const [name, value] of Object.entries(search(page))) url.searchParams.set(name, value)
      return { method: 'GET', url: url.href }
    },
  }
}

const days = ({ stretch }: Page) => ({ from: dayText(stretch.from), to: lastDayText(stretch) })

const collections = [
  collection('exercise', 'exercises', () => ({ samples: 'true' })),
  collection('sleep', 'users/sleep', () => ({})),
  collection('recharge', 'users/nightly-recharge', () => ({})),
  collection('activity', 'users/activities', (page) => ({ ...days(page), steps: 'true' })),
  collection('heart-rate', 'users/continuous-heart-rate', days),
]

const told: Readonly<Record<string, string>> = {
  EXERCISE: 'exercise',
  SLEEP: 'sleep',
  ACTIVITY_SUMMARY: 'activity',
  CONTINUOUS_HEART_RATE: 'heart-rate',
}

/** HMAC-SHA-256 of the body in hex, under the secret that Polar gave when the notices were ordered. */
function readNotice({ body, headers, site, now }: SentNotice): readonly Notice[] | null {
  const given = headers.get('polar-webhook-signature')
  const key = site.webhookSecret
  if (!key || !isSigned({ key, parts: [body], encoding: 'hex', given })) return null
  const notice = noticeJson(body)
  const account = textOf(notice, 'user_id')
  const known = told[textOf(notice, 'event') ?? '']
  // A ping says nothing, and wants to hear that we are here.
  if (account === null || known === undefined) return []
  const time = Date.parse(textOf(notice, 'date') ?? textOf(notice, 'timestamp') ?? '')
  const stretch = daysAround(Number.isNaN(time) ? now.getTime() : time)
  const objectId = known === 'exercise' ? textOf(notice, 'entity_id') : null
  return [{ type: 'changed', account, collection: known, objectId, stretch }]
}

export const polar: Vendor = {
  id: 'polar',
  name: 'Polar',
  brings: ['workouts', 'heart_rate', 'activity', 'sleep', 'hrv', 'energy'],
  addresses: {
    authorizeUrl: 'https://flow.polar.com/oauth2/authorization',
    tokenUrl: 'https://polarremote.com/v2/oauth2/token',
    apiUrl: 'https://www.polaraccesslink.com',
    revokeUrl: null,
  },
  scopes: ['accesslink.read_all'],
  usesPkce: false,
  clientAuthentication: 'basic',
  backFillDays: 27,
  pollMinutes: 360,
  collections,
  accountOf: async (answer) => textOf(memberOf(answer, 'x_user_id')),
  begin: async (account, ask, { apiUrl }) => {
    await ask({ method: 'POST', url: `${apiUrl}/v3/users`, json: { 'member-id': `nornos-${account}` } })
  },
  revoke: ({ account }, { apiUrl }) => ({
    as: 'person',
    method: 'DELETE',
    url: `${apiUrl}/v3/users/${encodeURIComponent(account ?? '')}`,
  }),
  webhook: { taken: 200, read: readNotice, check: () => null },
}
