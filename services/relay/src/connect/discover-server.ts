/** What a record server says of itself: SMART App Launch 2, `.well-known/smart-configuration`. */
import * as z from 'zod/mini'
import { askVendor, jsonOf } from './ask-vendor.ts'
import type { ConnectContext } from './context.ts'
import type { VendorAddresses } from './domain/vendor.ts'
import { VendorFailure } from './domain/vendor-failure.ts'
import { callableUrl } from './outbound/address-guard.ts'
import { fhir } from './vendors/fhir.ts'

const address = z.string().check(z.maxLength(2_000))

const Configuration = z.object({
  authorization_endpoint: address,
  token_endpoint: address,
  revocation_endpoint: z.optional(address),
  code_challenge_methods_supported: z.optional(z.array(z.string())),
})

export type ServerRefusal = 'address' | 'no-smart-configuration' | 'no-pkce'

/** The address as it is kept: no query, no fragment, no slash at the end. Null when it must not be called. */
export function serverAddress(
  { registrations }: Pick<ConnectContext, 'registrations'>,
  text: string,
): string | null {
  const url = callableUrl(text.trim(), registrations.insideHosts)
  return url === null ? null : `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

/** Throws VendorFailure when the server does not answer now. Every address it names is looked at like its own. */
export async function discoverServer(
  ctx: Pick<ConnectContext, 'callOut' | 'clock' | 'registrations'>,
  serverUrl: string,
): Promise<VendorAddresses | ServerRefusal> {
  const url = `${serverUrl}/.well-known/smart-configuration`
  const answer = await askVendor(ctx, fhir, { method: 'GET', url }, null).catch((cause: unknown) => {
    const isUnavailable = cause instanceof VendorFailure && cause.trouble === 'vendor-unavailable'
    if (isUnavailable || !(cause instanceof VendorFailure)) throw cause
    return null
  })
  const parsed = answer && z.safeParse(Configuration, jsonOrNull(answer.body))
  if (!parsed?.success) return 'no-smart-configuration'
  const { authorization_endpoint, token_endpoint, revocation_endpoint, ...rest } = parsed.data
  if (!(rest.code_challenge_methods_supported ?? []).includes('S256')) return 'no-pkce'
  const named = [
    authorization_endpoint,
    token_endpoint,
    ...(revocation_endpoint ? [revocation_endpoint] : []),
  ]
  if (!named.every((one) => callableUrl(one, ctx.registrations.insideHosts))) return 'address'
  return {
    authorizeUrl: authorization_endpoint,
    tokenUrl: token_endpoint,
    apiUrl: serverUrl,
    revokeUrl: revocation_endpoint ?? null,
  }
}

function jsonOrNull(body: Uint8Array): unknown {
  try {
    return jsonOf(body)
  } catch {
    return null
  }
}
