/**
 * Fitbit and Pixel Watch, by the Google Health API v4: https://developers.google.com/health; why not by Fitbit's own API:
 * docs/adr/0013-fitbit-over-google-health.md. Read next: fitbit-collections.ts, fitbit-notice.ts.
 */
import { textOf } from '../domain/look-into.ts'
import type { Vendor } from '../domain/vendor.ts'
import { collections, told } from './fitbit-collections.ts'
import { readGoogleNotice } from './fitbit-notice.ts'

const scope = (name: string) => `https://www.googleapis.com/auth/googlehealth.${name}.readonly`

export const fitbit: Vendor = {
  id: 'fitbit',
  name: 'Fitbit',
  brings: [
    ...(['activity', 'energy', 'heart_rate', 'hrv', 'sleep', 'body', 'respiration_oxygen'] as const),
    ...(['temperature', 'workouts', 'fitness', 'glucose', 'nutrition', 'ecg'] as const),
  ],
  addresses: {
    authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    apiUrl: 'https://health.googleapis.com',
    revokeUrl: 'https://oauth2.googleapis.com/revoke',
    noticeKeysUrl: 'https://www.gstatic.com/googlehealthapi/webhooks/webhooks_public_keyset.json',
  },
  scopes: ['activity_and_fitness', 'health_metrics_and_measurements', 'sleep', 'nutrition', 'ecg', 'irn'].map(
    scope,
  ),
  // Google gives a refresh token only to who asks for one, and a second one only with a new consent.
  authorizeFields: { access_type: 'offline', prompt: 'consent' },
  usesPkce: true,
  clientAuthentication: 'body',
  backFillDays: 365,
  pollMinutes: 360,
  collections,
  accountOf: async (_, ask, { apiUrl }) =>
    textOf(await ask({ method: 'GET', url: `${apiUrl}/v4/users/me/identity` }), 'healthUserId'),
  revoke: ({ accessToken, refreshToken }, { revokeUrl }) => ({
    as: 'client',
    method: 'POST',
    url: revokeUrl ?? '',
    form: { token: refreshToken ?? accessToken },
  }),
  webhook: {
    taken: 204,
    // It first makes sure that the address refuses whoever shows no secret.
    refusal: 'sign-in-needed',
    read: (sent) => readGoogleNotice(sent, told),
    check: () => null,
  },
}
