/**
 * Withings API: https://developer.withings.com/api-reference. Every answer is 200 and has its status inside. Notices
 * are not signed: the address that we order them to holds a secret, and what they say only makes us ask.
 */
import { memberOf, textOf } from '../domain/look-into.ts'
import { isSame } from '../domain/notice-signature.ts'
import { daysAround, dayText, lastDayText, secondsText } from '../domain/stretches.ts'
import type { Collection, Notice, Page, SentNotice, Vendor } from '../domain/vendor.ts'
import { httpStatusOf } from './withings-status.ts'

type Fields = Readonly<Record<string, string>>

/** `more` and `offset` lead to the next page. */
function listing(id: string, path: string, action: string, fields: (page: Page) => Fields): Collection {
  return {
    id,
    daysMax: 90,
    request: (page) => ({
      method: 'POST',
      url: `${page.site.apiUrl}${path}`,
      form: { action, ...fields(page), ...(page.place === null ? {} : { offset: page.place }) },
    }),
    next: (json) => {
      const more = memberOf(json, 'body', 'more')
      return more === true || more === 1 ? textOf(json, 'body', 'offset') : null
    },
  }
}

const seconds = ({ stretch }: Page): Fields => ({
  startdate: secondsText(stretch.from),
  enddate: secondsText(stretch.until),
})
const days = ({ stretch }: Page): Fields => ({
  startdateymd: dayText(stretch.from),
  enddateymd: lastDayText(stretch),
})

const collections = [
  listing('measures', '/measure', 'getmeas', (page) => ({ ...seconds(page), category: '1' })),
  listing('activity', '/v2/measure', 'getactivity', (page) => ({
    ...days(page),
    data_fields: 'steps,distance,elevation,soft,moderate,intense,active,calories,totalcalories',
  })),
  listing('sleep', '/v2/sleep', 'getsummary', (page) => ({
    ...days(page),
    data_fields:
      'total_sleep_time,total_timeinbed,deepsleepduration,lightsleepduration,remsleepduration,wakeupduration,' +
      'sleep_latency,sleep_efficiency,wakeupcount,sleep_score,apnea_hypopnea_index,rr_average',
  })),
  listing('workouts', '/v2/measure', 'getworkouts', (page) => ({
    ...days(page),
    data_fields: 'calories,distance,elevation,hr_average,manual_calories,manual_distance',
  })),
]

/** What kind of data a notice is about, by Withings' number. */
const told: Readonly<Record<string, readonly string[]>> = {
  1: ['measures'],
  2: ['measures'],
  4: ['measures'],
  16: ['activity', 'workouts'],
  44: ['sleep'],
}

/** The person is no more, has taken the access back, or has changed something about themselves. */
const aboutThePerson = '46'

function readNotice({ body, query, site, now }: SentNotice): readonly Notice[] | null {
  if (!isSame(site.webhookSecret, query['key'])) return null
  const form = new URLSearchParams(Buffer.from(body).toString('utf8'))
  const account = form.get('userid')
  if (!account) return []
  if (form.get('appli') === aboutThePerson) {
    const isOver = ['delete', 'unlink'].includes(form.get('action') ?? '')
    return isOver ? [{ type: 'ended', account }] : []
  }
  // Activity names its day, everything else its stretch.
  const start = Date.parse(form.get('date') ?? '') || Number(form.get('startdate')) * 1_000
  const stretch = daysAround(start > 0 && start <= now.getTime() + 86_400_000 ? start : now.getTime())
  return (told[form.get('appli') ?? ''] ?? []).map((collection) => ({
    ...{ type: 'changed', account, collection, stretch },
    objectId: null,
  }))
}

export const withings: Vendor = {
  id: 'withings',
  name: 'Withings',
  brings: ['body', 'blood_pressure', 'activity', 'sleep', 'workouts', 'temperature', 'heart_rate'],
  addresses: {
    authorizeUrl: 'https://account.withings.com/oauth2_user/authorize2',
    tokenUrl: 'https://wbsapi.withings.net/v2/oauth2',
    apiUrl: 'https://wbsapi.withings.net',
    revokeUrl: null,
  },
  scopes: ['user.info', 'user.metrics', 'user.activity'],
  scopeSeparator: ',',
  usesPkce: false,
  clientAuthentication: 'body',
  tokenFields: { action: 'requesttoken' },
  unwrapTokens: (json) => memberOf(json, 'body'),
  statusOf: (json) => {
    const status = memberOf(json, 'status')
    return typeof status === 'number' ? httpStatusOf(status) : 502
  },
  backFillDays: 360,
  pollMinutes: 360,
  collections,
  accountOf: async (answer) => textOf(answer, 'userid'),
  begin: async (_, ask, { apiUrl }, callbackurl) => {
    for (const appli of [...Object.keys(told), aboutThePerson]) {
      await ask({
        method: 'POST',
        url: `${apiUrl}/notify`,
        form: { action: 'subscribe', callbackurl, appli },
      })
    }
  },
  revoke: null,
  webhook: {
    taken: 200,
    read: readNotice,
    check: ({ key }, { webhookSecret }) => (isSame(webhookSecret, key) ? '' : null),
  },
}
