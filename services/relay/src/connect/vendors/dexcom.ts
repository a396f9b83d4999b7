/** Dexcom API v3: https://developer.dexcom.com/docs. No notices: it is asked, and answers with hours of delay. */
import { textOf } from '../domain/look-into.ts'
import type { Collection, Vendor } from '../domain/vendor.ts'

function collection(id: string): Collection {
  return {
    id,
    daysMax: 30,
    request: ({ site, stretch }) => {
      const url = new URL(`${site.apiUrl}/v3/users/self/${id}`)
      url.searchParams.set('startDate', stretch.from.toISOString().slice(0, 19))
      url.searchParams.set('endDate', stretch.until.toISOString().slice(0, 19))
      return { method: 'GET', url: url.href }
    },
  }
}

export const dexcom: Vendor = {
  id: 'dexcom',
  name: 'Dexcom',
  brings: ['glucose'],
  addresses: {
    authorizeUrl: 'https://api.dexcom.com/v3/oauth2/login',
    tokenUrl: 'https://api.dexcom.com/v3/oauth2/token',
    apiUrl: 'https://api.dexcom.com',
    revokeUrl: null,
  },
  scopes: ['offline_access'],
  usesPkce: false,
  clientAuthentication: 'body',
  backFillDays: 90,
  pollMinutes: 60,
  collections: [collection('egvs'), collection('events'), collection('calibrations')],
  accountOf: async (_, ask, { apiUrl }) =>
    textOf(await ask({ method: 'GET', url: `${apiUrl}/v3/users/self/dataRange` }), 'userId'),
  revoke: null,
  webhook: null,
}
