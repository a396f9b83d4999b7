/** OAuth 2 as vendors speak it: from a code to tokens, from an old refresh token to new ones (RFC 6749, RFC 7636). */
import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { askVendor, clientAuthorization, clientFields, jsonOf } from './ask-vendor.ts'
import type { ConnectContext } from './context.ts'
import type { Site, Vendor, VendorTokens } from './domain/vendor.ts'
import { VendorFailure } from './domain/vendor-failure.ts'

const token = z.string().check(z.minLength(1), z.maxLength(16_000))

/** Vendors add what they like. */
const TokenAnswer = z.object({
  access_token: token,
  refresh_token: z.optional(z.nullable(token)),
  expires_in: z.optional(z.nullable(z.pipe(z.union([z.number(), z.string()]), z.transform(Number)))),
})

type Caller = Pick<ConnectContext, 'callOut' | 'clock'>

export interface ReceivedTokens {
  readonly tokens: Omit<VendorTokens, 'account'>
  /** For the vendor's own file to find the account in. */
  readonly answer: unknown
}

/** The S256 challenge of a verifier. */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

export async function redeemCode(
  ctx: Caller,
  vendor: Vendor,
  site: Site,
  given: { readonly code: string; readonly verifier: string | null; readonly redirectUrl: string },
): Promise<ReceivedTokens> {
  return askForTokens(ctx, vendor, site, {
    grant_type: 'authorization_code',
    code: given.code,
    redirect_uri: given.redirectUrl,
    ...(given.verifier === null ? {} : { code_verifier: given.verifier }),
  })
}

/** Vendors that rotate send a new refresh token; the others leave the old one standing. */
export async function refreshTokens(
  ctx: Caller,
  vendor: Vendor,
  site: Site,
  refreshToken: string,
): Promise<ReceivedTokens['tokens']> {
  const { tokens } = await askForTokens(ctx, vendor, site, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
  })
  return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken }
}

/** Throws VendorFailure; `sign-in-again` when the vendor does not take the code or the refresh token. */
async function askForTokens(
  ctx: Caller,
  vendor: Vendor,
  site: Site,
  fields: Readonly<Record<string, string>>,
): Promise<ReceivedTokens> {
  const form = { ...fields, ...clientFields(vendor, site), ...vendor.tokenFields }
  const request = { method: 'POST', url: site.tokenUrl, form } as const
  const answer = await askVendor(ctx, vendor, request, clientAuthorization(vendor, site)).catch(
    (cause: unknown) => {
      if (!(cause instanceof VendorFailure)) throw cause
      throw refusalOf(cause)
    },
  )
  const json = jsonOf(answer.body)
  const unwrapped = vendor.unwrapTokens?.(json) ?? json
  const parsed = z.safeParse(TokenAnswer, unwrapped)
  if (!parsed.success) throw new VendorFailure('answer-not-understood')
  const { access_token, refresh_token, expires_in } = parsed.data
  const lifetime = expires_in ?? null
  return {
    tokens: {
      accessToken: access_token,
      refreshToken: refresh_token ?? null,
      expiresAt:
        lifetime !== null && lifetime > 0
          ? ctx.clock.now().getTime() + Math.min(lifetime, 1e9) * 1_000
          : null,
    },
    answer: unwrapped,
  }
}

const ourFault: ReadonlySet<string | null> = new Set(['invalid_client', 'unauthorized_client'])

/**
 * A token endpoint refuses with 400: there it means what 401 means elsewhere. When it is this installation that it does not
 * know any more, nobody has to sign in again: whoever runs it puts that right. The status is not that of a page.
 */
function refusalOf(cause: VendorFailure): VendorFailure {
  if (ourFault.has(cause.error)) return new VendorFailure('vendor-refused', 3_600, { cause })
  const isNotTaken = cause.status === 400 || cause.status === 403
  const elsewhere = cause.trouble === 'not-offered' ? 'vendor-unavailable' : cause.trouble
  return new VendorFailure(isNotTaken ? 'sign-in-again' : elsewhere, cause.retryAfterSeconds, { cause })
}
