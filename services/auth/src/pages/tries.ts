/** Taking a try before a secret is looked at, and giving it back when the secret was right. */
import type { AuthContext } from '../context.ts'
import { type ThrottleLimit, throttleLimits } from '../domain/throttle-limits.ts'
import * as events from '../events.ts'
import { isKnownDevice } from '../store/device-store.ts'
import { machinery } from '../store/machinery.ts'
import { giveTokenBack, takeToken } from '../store/throttle-store.ts'
import type { Visit } from './visit.ts'

export type Tries =
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'taken'; giveBack(): Promise<void> }

interface Bucket {
  readonly limit: ThrottleLimit
  readonly subject: string
}

/** `subject` is the address as typed, or the account; `accountId` is null when there is none. */
export async function takeSignInTry(
  ctx: AuthContext,
  visit: Visit,
  subject: string,
  accountId: string | null,
): Promise<Tries> {
  const { device } = visit
  const known =
    accountId !== null &&
    device !== null &&
    (await ctx.db.asActor(machinery, (tx) => isKnownDevice(tx, accountId, device)))
  const second: Bucket = known
    ? { limit: throttleLimits.device, subject: `${accountId}:${device}` }
    : { limit: throttleLimits.address, subject }
  return take(ctx, [{ limit: throttleLimits.network, subject: visit.network }, second])
}

export function takeMailTry(ctx: AuthContext, visit: Visit, email: string): Promise<Tries> {
  return take(ctx, mailBuckets(visit, email))
}

/** The address was the person's own: a clinic's desk may help many people to an account. */
export async function giveMailTryBack(ctx: AuthContext, visit: Visit, email: string): Promise<void> {
  await giveBack(ctx, mailBuckets(visit, email))
}

function mailBuckets(visit: Visit, email: string): readonly Bucket[] {
  return [
    { limit: throttleLimits.mailNetwork, subject: visit.network },
    { limit: throttleLimits.mailAddress, subject: email },
  ]
}

async function take(ctx: AuthContext, buckets: readonly Bucket[]): Promise<Tries> {
  for (const { limit, subject } of buckets) {
    const seconds = await takeToken(ctx.db, limit, subject, ctx.clock.now())
    if (seconds === null) continue
    events.throttled(limit.name)
    return { kind: 'wait', seconds }
  }
  return { kind: 'taken', giveBack: () => giveBack(ctx, buckets) }
}

async function giveBack(ctx: AuthContext, buckets: readonly Bucket[]): Promise<void> {
  for (const { limit, subject } of buckets) await giveTokenBack(ctx.db, limit, subject)
}
