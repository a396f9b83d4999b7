/** What an installation would have in its registrations when all its vendors were stand-ins. */
import type { VendorId } from '@nornos/contracts'
import type { Registrations } from '@nornos/relay/connect/config'
import type { StandIn } from './stand-in.ts'

export const webhookSecret = 'a-secret-of-the-notices'

export function registrationsOf(standIns: Readonly<Partial<Record<VendorId, StandIn>>>): Registrations {
  const entries = Object.entries(standIns).map(([vendor, { clientId, clientSecret, url }]) => [
    vendor,
    {
      ...{ clientId, clientSecret, webhookSecret },
      authorizeUrl: `${url}/authorize`,
      tokenUrl: `${url}/token`,
      revokeUrl: `${url}/revoke`,
      apiUrl: url,
      noticeKeysUrl: `${url}/notice-keys`,
    },
  ])
  return {
    vendors: Object.fromEntries(entries),
    recordServers: [],
    insideHosts: Object.values(standIns).map(({ host }) => host),
  }
}
