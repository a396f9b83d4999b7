/** The pages of one fetch: each is asked for, sealed, delivered and noted before the next one is asked for. */
import { present } from '@nornos/std'
import { askVendor, jsonOf, type VendorAnswer } from '../ask-vendor.ts'
import { openText, sealText } from '../connection-secrets.ts'
import type { ConnectContext } from '../context.ts'
import { deliver } from '../deliver.ts'
import { vendorSender } from '../domain/inbox-sender.ts'
import { isEmptyAnswer } from '../domain/is-empty-answer.ts'
import { dayText } from '../domain/stretches.ts'
import type { Collection, Page, Vendor } from '../domain/vendor.ts'
import { VendorFailure } from '../domain/vendor-failure.ts'
import type { ConnectionRow } from '../store/connection-store.ts'
import {
  askForFetches,
  type Fetch,
  finishFetch,
  isDelivered,
  moveFetch,
  noteDelivered,
} from '../store/fetch-store.ts'
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
    const next = newPlace(nextPlace(collection, answer, page), known, count)
    const sealed = next === null ? null : await sealPage(next)
    await ctx.database.asActor(asPatient, (tx) =>
      sealed === null ? finishFetch(tx, fetch) : moveFetch(tx, fetch, sealed),
    )
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

function nextPlace(collection: Collection, answer: VendorAnswer, page: Page): string | null {
  return collection.next && answer.body.length > 0 ? collection.next(jsonOf(answer.body), page) : null
}

/** Null: the other side does not offer it, and what is fetched instead is asked for. */
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
    if (!(cause instanceof VendorFailure) || cause.trouble !== 'not-offered') throw cause
    const instead = (collection.otherwise ?? []).map((id) => ({ ...fetch, collection: id }))
    await ctx.database.asActor({ type: 'service', id: row.patientId }, async (tx) => {
      await finishFetch(tx, fetch)
      await askForFetches(tx, instead, ctx.clock.now())
    })
    return null
  }
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
  { id }: Collection,
  { stretch }: Fetch,
  { body, headers }: VendorAnswer,
): Promise<boolean> {
  if (isEmptyAnswer(body)) return false
  const { connectionId, patientId } = row
  const asPatient = { type: 'service', id: patientId } as const
  const mark = ctx.mark('page', connectionId, id, body)
  if (await ctx.database.asActor(asPatient, (tx) => isDelivered(tx, patientId, connectionId, mark)))
    return false
  const outcome = await deliver(ctx, patientId, {
    from: vendorSender(vendor.id, connectionId, row.name),
    name: `${vendor.id}-${id}-${dayText(stretch.from)}.json`,
    contentType: headers.get('content-type'),
    body,
  })
  if (outcome !== 'delivered') throw new VendorFailure(outcome, waitSeconds[outcome])
  await ctx.database.asActor(asPatient, (tx) =>
    noteDelivered(tx, patientId, connectionId, mark, ctx.clock.now()),
  )
  return true
}
