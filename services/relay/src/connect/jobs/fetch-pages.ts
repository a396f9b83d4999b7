/** The pages of one fetch: each is asked for, sealed, delivered and noted before the next one is asked for. */
import { present, toHex } from '@nornos/std'
import { askVendor, jsonOf, type VendorAnswer } from '../ask-vendor.ts'
import { openText, sealText } from '../connection-secrets.ts'
import type { ConnectContext } from '../context.ts'
import { deliver } from '../deliver.ts'
import { attachmentOutcome } from '../domain/attachment-outcome.ts'
import { vendorSender } from '../domain/inbox-sender.ts'
import { isEmptyAnswer } from '../domain/is-empty-answer.ts'
import { endingOf } from '../domain/media-type.ts'
import { dayText } from '../domain/stretches.ts'
import type { Collection, Page, Vendor } from '../domain/vendor.ts'
import { VendorFailure } from '../domain/vendor-failure.ts'
import * as events from '../events.ts'
import type { ConnectionRow } from '../store/connection-store.ts'
import {
  askForFetches,
  type Fetch,
  finishFetch,
  isDelivered,
  moveFetch,
  noteDelivered,
  postponeFetch,
} from '../store/fetch-store.ts'
import { askForFollowed, type Followed, followedBy } from './follow-answer.ts'
import type { FreshTokens } from './fresh-tokens.ts'

/** A listing that does not end is none. */
const pagesMax = 1_000

export interface Work {
  readonly row: ConnectionRow
  readonly vendor: Vendor
  readonly tokens: FreshTokens
  readonly signal: AbortSignal
  /** False when the connection was taken away. */
  readonly goOn: () => Promise<boolean>
}

/** How many items were delivered. Throws VendorFailure. */
export async function fetchPages(ctx: ConnectContext, work: Work, fetch: Fetch): Promise<number> {
  const { row, vendor, tokens } = work
  const collection = vendor.collections.find((one) => one.id === fetch.collection)
  const asPatient = { type: 'service', id: row.patientId } as const
  if (!collection) {
    await ctx.database.asActor(asPatient, (tx) => finishFetch(tx, fetch))
    return 0
  }
  const { first, objectId, sealPage } = await openFetch(ctx, row, fetch)
  const known = new Set(first === null ? [] : [first])
  let delivered = 0
  for (let place = first, count = fetch.page; ; count++) {
    const page: Page = { site: tokens.site, account: tokens.account, stretch: fetch.stretch, place, objectId }
    const answer = await askForPage(ctx, work, collection, page, fetch)
    if (answer === null) return delivered
    if (await deliverOnce(ctx, work, collection, fetch, answer)) delivered += 1
    const leads = await leadsOf(ctx, row, collection, answer, page)
    const next = newPlace(leads.next, known, count)
    const sealed = next === null ? null : await sealPage(next)
    await ctx.database.asActor(asPatient, async (tx) => {
      await askForFollowed(tx, leads.followed, ctx.clock.now())
      await (sealed === null ? finishFetch(tx, fetch) : moveFetch(tx, fetch, sealed))
    })
    if (answer.waitSeconds !== null) throw new VendorFailure('vendor-limit', answer.waitSeconds)
    if (next === null || !(await work.goOn())) return delivered
    place = next
  }
}

/** What the vendor put into this fetch, opened under the key of its connection. */
async function openFetch(ctx: ConnectContext, row: ConnectionRow, { object, place }: Fetch) {
  const secretsPlace = ['connections', row.patientId, row.connectionId] as const
  const wrappedKey = present(row.wrappedKey, 'a working connection has its key')
  return {
    first: place && (await openText(ctx, secretsPlace, wrappedKey, 'page', place)),
    objectId: object && (await openText(ctx, secretsPlace, wrappedKey, 'object', object.sealed)),
    sealPage: (next: string) => sealText(ctx, secretsPlace, wrappedKey, 'page', next),
  }
}

/** Throws when pages are sent round in a circle, or without an end. */
function newPlace(next: string | null, known: Set<string>, count: number): string | null {
  if (next === null) return null
  if (known.has(next) || count >= pagesMax) throw new VendorFailure('answer-not-understood', 86_400)
  known.add(next)
  return next
}

/** Where an answer leads: to its next page, and to what it points at. Read for that alone, and only where it can. */
async function leadsOf(
  ctx: ConnectContext,
  row: ConnectionRow,
  collection: Collection,
  { body }: VendorAnswer,
  page: Page,
): Promise<{ readonly next: string | null; readonly followed: readonly Followed[] }> {
  const { follow, next } = collection
  if ((next === undefined && follow === undefined) || body.length === 0) return { next: null, followed: [] }
  const json = jsonOf(body)
  return {
    next: next?.(json, page) ?? null,
    followed: await followedBy(ctx, row, follow, json, page),
  }
}

/** Null: the other side does not give it, and the fetch has been dealt with. */
async function askForPage(
  ctx: ConnectContext,
  { row, vendor, tokens, signal }: Work,
  collection: Collection,
  page: Page,
  fetch: Fetch,
): Promise<VendorAnswer | null> {
  const request = collection.request(page)
  const ask = async () => askVendor(ctx, vendor, request, `Bearer ${await tokens.accessToken()}`, signal)
  try {
    const answer = await ask().catch(async (cause: unknown) => {
      const isRefused = cause instanceof VendorFailure && cause.trouble === 'sign-in-again'
      if (!isRefused || !(await tokens.refreshNow())) throw cause
      return ask()
    })
    ctx.metrics.fetched(vendor.id, 'ok')
    return answer
  } catch (cause) {
    ctx.metrics.fetched(vendor.id, cause instanceof VendorFailure ? cause.trouble : 'failed')
    if (!(cause instanceof VendorFailure)) throw cause
    const isDealtWith = collection.isAttachment
      ? await passOver(ctx, row, fetch, cause)
      : cause.trouble === 'not-offered' && (await fetchInstead(ctx, row, collection, fetch))
    if (!isDealtWith) throw cause
    return null
  }
}

async function fetchInstead(
  ctx: ConnectContext,
  { patientId }: ConnectionRow,
  { otherwise = [] }: Collection,
  fetch: Fetch,
): Promise<true> {
  await ctx.database.asActor({ type: 'service', id: patientId }, async (tx) => {
    await finishFetch(tx, fetch)
    const instead = otherwise.map((id) => ({ ...fetch, collection: id }))
    await askForFetches(tx, instead, ctx.clock.now())
  })
  return true
}

/** False when the failure is not the attachment's own. */
async function passOver(
  ctx: ConnectContext,
  { connectionId, patientId, vendor }: ConnectionRow,
  fetch: Fetch,
  failure: VendorFailure,
): Promise<boolean> {
  const outcome = attachmentOutcome(failure, fetch.page)
  if (outcome.type === 'stop') return false
  events.attachmentPassedOver(vendor, connectionId, failure.trouble, outcome.type)
  const now = ctx.clock.now().getTime()
  await ctx.database.asActor({ type: 'service', id: patientId }, (tx) =>
    outcome.type === 'later'
      ? postponeFetch(tx, fetch, new Date(now + outcome.seconds * 1_000))
      : finishFetch(tx, fetch),
  )
  return true
}

/** Until the next try; null is sooner, then later and later: an outage ends by itself, the others when the patient acts. */
const waitSeconds = {
  'inbox-full': 3_600,
  'inbox-refused': 6 * 3_600,
  'inbox-unavailable': null,
  'no-vault': 3_600,
} as const

/** False for what says nothing, and for what was delivered in the same words before. */
async function deliverOnce(
  ctx: ConnectContext,
  { row, vendor }: Work,
  { id, isAttachment }: Collection,
  { object, stretch }: Fetch,
  { body, headers }: VendorAnswer,
): Promise<boolean> {
  if (isAttachment ? body.length === 0 : isEmptyAnswer(body)) return false
  const { connectionId, patientId } = row
  const asPatient = { type: 'service', id: patientId } as const
  const mark = ctx.mark('page', connectionId, id, body)
  if (await ctx.database.asActor(asPatient, (tx) => isDelivered(tx, patientId, connectionId, mark)))
    return false
  const contentType = headers.get('content-type')
  // Two attachments of one day are two files, which a person tells apart.
  const name = isAttachment
    ? `${toHex(object?.mark ?? mark).slice(0, 8)}.${endingOf(contentType)}`
    : `${dayText(stretch.from)}.json`
  const outcome = await deliver(ctx, patientId, {
    from: vendorSender(vendor.id, connectionId, row.name),
    name: `${vendor.id}-${id}-${name}`,
    contentType,
    body,
  })
  if (outcome !== 'delivered') throw new VendorFailure(outcome, waitSeconds[outcome])
  await ctx.database.asActor(asPatient, (tx) =>
    noteDelivered(tx, patientId, connectionId, mark, ctx.clock.now()),
  )
  return true
}
