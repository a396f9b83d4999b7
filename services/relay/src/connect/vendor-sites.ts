/** The registrations of this installation: with whom, and at which addresses. */
import type { VendorId } from '@nornos/contracts'
import type { z } from 'zod/mini'
import type { SiteSecrets } from './connection-secrets.ts'
import type { ConnectContext } from './context.ts'
import type { Site, Vendor } from './domain/vendor.ts'

/** Null: not set up on this installation. */
export function siteOf(
  { registrations }: Pick<ConnectContext, 'registrations'>,
  vendor: Vendor,
): Site | null {
  const given = registrations.vendors[vendor.id]
  if (given === undefined) return null
  const noticeKeysUrl = given.noticeKeysUrl ?? vendor.addresses.noticeKeysUrl
  return {
    authorizeUrl: given.authorizeUrl ?? vendor.addresses.authorizeUrl,
    tokenUrl: given.tokenUrl ?? vendor.addresses.tokenUrl,
    apiUrl: (given.apiUrl ?? vendor.addresses.apiUrl).replace(/\/$/, ''),
    revokeUrl: given.revokeUrl ?? vendor.addresses.revokeUrl,
    clientId: given.clientId,
    clientSecret: given.clientSecret ?? null,
    webhookSecret: given.webhookSecret ?? null,
    ...(noticeKeysUrl === undefined ? {} : { noticeKeysUrl }),
  }
}

export function siteOfServer(secrets: z.output<typeof SiteSecrets>): Site {
  return { ...secrets, clientSecret: null, webhookSecret: null }
}

/** Where a vendor sends its notices; with the secret behind it for those that sign nothing. */
export function noticesTo(
  { publicUrl }: Pick<ConnectContext, 'publicUrl'>,
  vendor: VendorId,
  { webhookSecret }: Site,
): string {
  const url = new URL(`${publicUrl}/v1/webhooks/${vendor}`)
  if (webhookSecret !== null) url.searchParams.set('key', webhookSecret)
  return url.href
}
