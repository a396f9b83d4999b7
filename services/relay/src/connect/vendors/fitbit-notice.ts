/**
 * Notices of the Google Health API: https://developers.google.com/health/webhooks. One is believed when it shows the
 * secret that the subscriber was made with and one of Google's published keys has signed it.
 */
import { listOf, memberOf, textOf } from '../domain/look-into.ts'
import { isSame, noticeJson } from '../domain/notice-signature.ts'
import { daysAround, partsOf } from '../domain/stretches.ts'
import { judgeSignature } from '../domain/tink-signature.ts'
import type { Collection, Notice, ReadNotice, SentNotice, Stretch } from '../domain/vendor.ts'

const noticesMax = 1_000
const dayMs = 86_400_000

export async function readGoogleNotice(
  sent: SentNotice,
  collections: readonly Collection[],
): Promise<ReadNotice> {
  const { body, headers, now, site } = sent
  if (!isSame(site.webhookSecret, headers.get('authorization'))) return null
  const said = noticeJson(body)
  if (memberOf(said, 'type') === 'verification') return 'check'
  if (!(await isSignedByGoogle(sent))) return null
  const list: readonly unknown[] = Array.isArray(said) ? said : [said]
  return list.slice(0, noticesMax).flatMap((one) => noticesOf(memberOf(one, 'data'), collections, now))
}

async function isSignedByGoogle({ body, headers, publishedKeys, site }: SentNotice): Promise<boolean> {
  // The second is the name that it had at first.
  const given = headers.get('google-health-api-signature') ?? headers.get('x-healthapi-signature')
  const url = site.noticeKeysUrl
  if (given === null || url === undefined) return false
  const judged = judgeSignature(await publishedKeys(url, 'kept'), body, given)
  if (judged !== 'unknown-key') return judged === 'genuine'
  return judgeSignature(await publishedKeys(url, 'anew'), body, given) === 'genuine'
}

function noticesOf(data: unknown, collections: readonly Collection[], now: Date): readonly Notice[] {
  const account = textOf(data, 'healthUserId')
  const collection = collections.find(({ id }) => id === textOf(data, 'dataType'))
  const isGone = memberOf(data, 'operation') === 'DELETE'
  if (account === null || collection === undefined || isGone) return []
  const intervals = listOf(data, 'intervals').map((one) => stretchOf(one))
  const told = intervals.filter((one) => one !== null)
  return (told.length > 0 ? told : [daysAround(now.getTime())])
    .flatMap((stretch) => partsOf(collection, stretch))
    .map((stretch) => ({
      ...{ type: 'changed', account, collection: collection.id, objectId: null },
      stretch,
    }))
}

/** Whole days: those on the person's calendar and those of UTC, whichever are named. */
function stretchOf(interval: unknown): Stretch | null {
  const days = ['civilIso8601TimeInterval', 'physicalTimeInterval']
    .flatMap((kind) => ['startTime', 'endTime'].map((end) => textOf(interval, kind, end)?.slice(0, 10)))
    .map((day) => Date.parse(day ?? ''))
    .filter((time) => !Number.isNaN(time))
  if (days.length === 0) return null
  return { from: new Date(Math.min(...days)), until: new Date(Math.max(...days) + dayMs) }
}
