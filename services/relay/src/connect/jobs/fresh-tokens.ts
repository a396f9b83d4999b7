/**
 * Tokens that are good now. A refresh token works once at most vendors: whoever holds the connection refreshes alone,
 * and what comes back is on disk before it is used.
 */
import { present } from '@nornos/std'
import { openSecretsToChange } from '../connection-secrets.ts'
import type { ConnectContext } from '../context.ts'
import type { Site, Vendor } from '../domain/vendor.ts'
import { VendorFailure } from '../domain/vendor-failure.ts'
import { type ConnectionRow, replaceSecrets } from '../store/connection-store.ts'
import { siteOf, siteOfServer } from '../vendor-sites.ts'
import { refreshTokens } from '../vendor-tokens.ts'

export interface FreshTokens {
  readonly site: Site
  readonly account: string
  accessToken(): Promise<string>
  /** The vendor did not take it although it should be good. False when there is nothing to refresh with. */
  refreshNow(): Promise<boolean>
}

/** So much before its end a token counts as over. */
const earlyMs = 60_000

export async function openFreshTokens(
  ctx: ConnectContext,
  vendor: Vendor,
  row: ConnectionRow,
): Promise<FreshTokens> {
  const { patientId, connectionId } = row
  const place = ['connections', patientId, connectionId] as const
  const wrappedKey = present(row.wrappedKey, 'a working connection has its key')
  const sealed = present(row.secrets, 'a working connection has its secrets')
  const opened = await openSecretsToChange(ctx, place, { wrappedKey, secrets: sealed })
  let secrets = opened.value
  let version = row.secretsVersion
  const site = secrets.site ? siteOfServer(secrets.site) : siteOf(ctx, vendor)
  // Whoever runs the installation has taken the registration out.
  if (site === null) throw new VendorFailure('vendor-refused', 3_600)

  async function refresh(): Promise<boolean> {
    if (secrets.refreshToken === null || site === null) return false
    const fresh = await refreshTokens(ctx, vendor, site, secrets.refreshToken)
    secrets = { ...secrets, ...fresh }
    const resealed = await opened.reseal(secrets)
    const actor = { type: 'service', id: patientId } as const
    const isKept = await ctx.database.asActor(actor, (tx) =>
      replaceSecrets(tx, connectionId, resealed, version),
    )
    if (!isKept) throw new VendorFailure('vendor-unavailable')
    version += 1
    return true
  }

  return {
    site,
    account: secrets.account ?? '',
    accessToken: async () => {
      const isOver = secrets.expiresAt !== null && secrets.expiresAt - earlyMs <= ctx.clock.now().getTime()
      if (isOver && !(await refresh())) throw new VendorFailure('sign-in-again')
      return secrets.accessToken
    },
    refreshNow: refresh,
  }
}
