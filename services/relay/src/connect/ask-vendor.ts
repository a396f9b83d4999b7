/** Calls to a vendor, and what their failures mean. Bodies are returned as bytes: most are never looked into. */
import { fromUtf8 } from '@nornos/std'
import type { ConnectContext } from './context.ts'
import { textOf } from './domain/look-into.ts'
import { exhaustedSeconds, retryAfterSeconds } from './domain/rate-limit.ts'
import type { Site, Vendor, VendorRequest } from './domain/vendor.ts'
import { failureOfStatus, VendorFailure } from './domain/vendor-failure.ts'
import * as events from './events.ts'
import { AddressRefused } from './outbound/address-guard.ts'
import { AnswerTooLarge, type OutboundAnswer } from './outbound/call-out.ts'

export interface VendorAnswer extends OutboundAnswer {
  /** Seconds to wait before the next call, when none is left. */
  readonly waitSeconds: number | null
}

type Caller = Pick<ConnectContext, 'callOut' | 'clock'>

/** Throws VendorFailure. */
export async function askVendor(
  ctx: Caller,
  vendor: Vendor,
  request: VendorRequest,
  authorization: string | null,
  signal?: AbortSignal,
): Promise<VendorAnswer> {
  const answer = await callOut(ctx, vendor, request, authorization, signal)
  const now = ctx.clock.now()
  if (answer.status < 200 || answer.status > 299) {
    const reset = vendor.limits ? exhaustedSeconds(answer.headers, vendor.limits) : null
    const wait = retryAfterSeconds(answer.headers, now) ?? reset
    throw failureOfStatus(answer.status, wait, errorOf(answer.body))
  }
  if (vendor.statusOf && answer.body.length > 0) {
    const status = vendor.statusOf(jsonOf(answer.body))
    if (status !== 200) throw failureOfStatus(status, null)
  }
  return { ...answer, waitSeconds: vendor.limits ? exhaustedSeconds(answer.headers, vendor.limits) : null }
}

/** RFC 6749 §5.2. Null where nobody says why. */
function errorOf(body: Uint8Array): string | null {
  try {
    return textOf(JSON.parse(fromUtf8(body) ?? ''), 'error')
  } catch {
    return null
  }
}

async function callOut(
  ctx: Caller,
  vendor: Vendor,
  { method, url, form, json, accept }: VendorRequest,
  authorization: string | null,
  signal: AbortSignal | undefined,
): Promise<OutboundAnswer> {
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json'
  const body = form ? new URLSearchParams(form).toString() : json === undefined ? null : JSON.stringify(json)
  const headers = {
    ...(accept === undefined ? {} : { accept }),
    ...(body === null ? {} : { 'content-type': type }),
    ...(authorization === null ? {} : { authorization }),
  }
  try {
    return await ctx.callOut({ method, url, headers, body, signal })
  } catch (cause) {
    if (signal?.aborted) throw cause
    events.vendorCallFailed(vendor.id, cause)
    const isOdd = cause instanceof AddressRefused || cause instanceof AnswerTooLarge
    throw new VendorFailure(isOdd ? 'answer-not-understood' : 'vendor-unavailable', null, { cause })
  }
}

/** Throws VendorFailure for what is no JSON. */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(body) ?? '')
  } catch (cause) {
    throw new VendorFailure('answer-not-understood', null, { cause })
  }
}

/** How we show the vendor who we are, at its token endpoint. */
export function clientAuthorization(vendor: Vendor, { clientId, clientSecret }: Site): string | null {
  if (vendor.clientAuthentication !== 'basic' || clientSecret === null) return null
  return `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`
}

/** The same for vendors that want it among the fields. */
export function clientFields(vendor: Vendor, { clientId, clientSecret }: Site): Record<string, string> {
  if (vendor.clientAuthentication === 'basic' && clientSecret !== null) return { client_id: clientId }
  return { client_id: clientId, ...(clientSecret === null ? {} : { client_secret: clientSecret }) }
}
