/** One connection after the other that is due: taken by one process at a time, worked on, put back with its outcome. */
import type { ConnectionTrouble } from '@nornos/contracts'
import { KeyServiceError } from '@nornos/service-kit'
import type { ConnectContext } from '../context.ts'
import { backOffSeconds } from '../domain/rate-limit.ts'
import { pollStretches } from '../domain/stretches.ts'
import { VendorFailure } from '../domain/vendor-failure.ts'
import * as events from '../events.ts'
import {
  type ConnectionRow,
  keepConnection,
  releaseConnection,
  takeDueConnection,
  type WorkDone,
} from '../store/connection-store.ts'
import { askForFetches, forgetOld, nextFetch } from '../store/fetch-store.ts'
import { vendorOf } from '../vendors/vendors.ts'
import { fetchPages } from './fetch-pages.ts'
import { openFreshTokens } from './fresh-tokens.ts'

const heldMs = 120_000
const keepEveryMs = 30_000
/** Looks for what is due, for anybody. */
const nobody = { type: 'service', id: null } as const

export async function workOnConnections(ctx: ConnectContext, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const workerId = ctx.makeId()
    const now = ctx.clock.now()
    const row = await ctx.database.asActor(nobody, (tx) =>
      takeDueConnection(tx, workerId, now, heldUntil(now)),
    )
    if (!row) return
    await workOn(ctx, row, workerId, signal)
  }
}

export async function forgetOldPages(ctx: ConnectContext): Promise<void> {
  await ctx.database.asActor(nobody, (tx) => forgetOld(tx, ctx.clock.now()))
}

function heldUntil(now: Date): Date {
  return new Date(now.getTime() + heldMs)
}

async function workOn(
  ctx: ConnectContext,
  row: ConnectionRow,
  workerId: string,
  signal: AbortSignal,
): Promise<void> {
  const { connectionId, patientId } = row
  const actor = { type: 'service', id: patientId } as const
  const keep = () =>
    ctx.database.asActor(actor, (tx) =>
      keepConnection(tx, connectionId, workerId, heldUntil(ctx.clock.now())),
    )
  // A slow answer takes longer than one holds a connection.
  const keeping = setInterval(() => void keep().catch(() => false), keepEveryMs)
  try {
    const done = await outcomeOf(ctx, row, keep, signal)
    await ctx.database.asActor(actor, (tx) => releaseConnection(tx, connectionId, workerId, done))
  } finally {
    clearInterval(keeping)
  }
}

async function outcomeOf(
  ctx: ConnectContext,
  row: ConnectionRow,
  goOn: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<WorkDone> {
  try {
    const delivered = await fetchAll(ctx, row, goOn, signal)
    events.connectionWorked(row.vendor, row.connectionId, delivered)
    const now = ctx.clock.now()
    const nextAt = new Date(now.getTime() + vendorOf(row.vendor).pollMinutes * 60_000)
    return { state: 'connected', trouble: null, failures: 0, nextAt, succeededAt: now }
  } catch (cause) {
    return workFailed(ctx, row, cause, signal)
  }
}

async function fetchAll(
  ctx: ConnectContext,
  row: ConnectionRow,
  goOn: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<number> {
  const { connectionId, patientId } = row
  const vendor = vendorOf(row.vendor)
  const actor = { type: 'service', id: patientId } as const
  const tokens = await openFreshTokens(ctx, vendor, row)
  const next = () =>
    ctx.database.asActor(actor, (tx) => nextFetch(tx, patientId, connectionId, ctx.clock.now()))
  if ((await next()) === null) await askForNews(ctx, row)
  let delivered = 0
  for (let fetch = await next(); fetch !== null && !signal.aborted; fetch = await next()) {
    delivered += await fetchPages(ctx, { row, vendor, tokens, signal, goOn }, fetch)
    if (!(await goOn())) break
  }
  return delivered
}

async function askForNews(ctx: ConnectContext, row: ConnectionRow): Promise<void> {
  const { connectionId, patientId } = row
  const vendor = vendorOf(row.vendor)
  const now = ctx.clock.now()
  const keys = vendor.collections
    .filter(({ isPolled }) => isPolled !== false)
    .flatMap((collection) =>
      pollStretches(collection, row.lastSuccessAt, vendor.backFillDays, now).map((stretch) => ({
        ...{ connectionId, patientId, stretch },
        collection: collection.id,
        object: null,
      })),
    )
  await ctx.database.asActor({ type: 'service', id: patientId }, (tx) => askForFetches(tx, keys, now))
}

function workFailed(ctx: ConnectContext, row: ConnectionRow, cause: unknown, signal: AbortSignal): WorkDone {
  const now = ctx.clock.now().getTime()
  const failures = row.failures + 1
  const after = (seconds: number) => new Date(now + seconds * 1_000)
  if (signal.aborted) {
    return {
      state: 'connected',
      trouble: row.trouble,
      failures: row.failures,
      nextAt: after(0),
      succeededAt: null,
    }
  }
  if (!(cause instanceof VendorFailure)) {
    events.connectionFailed(row.vendor, row.connectionId, cause)
    // The vendor is well: what it gave us cannot be opened just now.
    const trouble = cause instanceof KeyServiceError ? 'key-unavailable' : 'vendor-unavailable'
    const nextAt = after(backOffSeconds(failures, ctx.chance()))
    return { state: 'connected', trouble, failures, nextAt, succeededAt: null }
  }
  events.connectionTroubled(row.vendor, row.connectionId, cause.trouble)
  if (cause.trouble === 'sign-in-again') {
    return { state: 'needs-sign-in', trouble: null, failures: 0, nextAt: after(0), succeededAt: null }
  }
  const trouble: ConnectionTrouble = cause.trouble === 'not-offered' ? 'vendor-refused' : cause.trouble
  const nextAt = after(cause.retryAfterSeconds ?? backOffSeconds(failures, ctx.chance()))
  return { state: 'connected', trouble, failures, nextAt, succeededAt: null }
}
